import { expect, it } from 'vitest';
import { event as shipped } from '../testing/endpoint.fixture.ts';
import { withWaitingList } from '../testing/waiting-list.fixture.ts';
import { limitedIn } from './places.ts';
import { offeringAt } from './offers.ts';

const { clock: _, ...event } = shipped;
const definition = withWaitingList(1);
const closesLate = { ...event, registration: { ...event.registration, closes: '2017-02-28' } };

/** The form with its field visit standing for a session that begins at a moment. */
function beginning(start: string) {
  const visiting = structuredClone(definition);
  for (const { questions } of visiting.sections) {
    for (const question of questions) {
      if (question.name !== 'field_visit' || question.type !== 'choice') continue;
      question.options = question.options.map((option) => ({ ...option, session: 'visit' }));
    }
  }
  return { definition: visiting, offeredSessions: { visit: { start: Date.parse(start) } } };
}

const unbound = { definition, offeredSessions: {} };

it.each([
  ['for its hours', unbound, event, '2017-02-01T10:00:00Z', '2017-02-03T10:00:00.000Z'],
  [
    'until its session begins',
    beginning('2017-02-02T08:00:00Z'),
    event,
    '2017-02-01T10:00:00Z',
    '2017-02-02T08:00:00.000Z',
  ],
  [
    'no more once its session begins',
    beginning('2017-02-01T10:00:00Z'),
    event,
    '2017-02-01T10:00:00Z',
    undefined,
  ],
  ['until shortly before registration closes', unbound, event, '2017-02-14T22:59:59Z', 'later'],
  ['no more once registration closes', unbound, event, '2017-02-14T23:00:00Z', undefined],
  ['until the event ends', unbound, closesLate, '2017-02-16T10:00:00Z', '2017-02-16T23:00:00.000Z'],
  ['no more once the event ends', unbound, closesLate, '2017-02-16T23:00:00Z', undefined],
  ['no more four days after the event', unbound, closesLate, '2017-02-20T10:00:00Z', undefined],
])('offers a place %s', (_words, form, at, now, expected) => {
  const { limits } = offeringAt({ ...form, event: at }, Date.parse(now));
  const until = limits.find(({ name }) => name === 'field_visit/yes')?.until;
  expect(limits).toHaveLength(limitedIn(form.definition, form.offeredSessions).length);
  expect(until).toBe(expected === 'later' ? '2017-02-16T22:59:59.000Z' : expected);
});

it('counts what is left by the event’s clock where that is pinned', () => {
  const now = Date.parse('2026-11-01T00:00:00Z');
  const pinned = { ...closesLate, clock: '2017-02-16T23:00' };
  const [limit] = offeringAt({ ...unbound, event: pinned }, now).limits;
  expect(limit?.until).toBe('2026-11-01T01:00:00.000Z');
});
