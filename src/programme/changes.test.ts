import { describe, expect, it } from 'vitest';
import {
  made,
  madeUpEvent,
  madeUpSource,
  sourceOf,
} from '../exchange/testing/made-up-event.fixture.ts';
import { changeInWords, changesOf, changesOfSession } from './changes.ts';
import type { SessionFrontmatter } from './session.ts';

const start = '2017-10-29T10:00';
const since = '2017-10-12T16:00';

/** The words for the changes of a session on Sunday at ten. */
function words(frontmatter: Partial<SessionFrontmatter>): string[] {
  const source = sourceOf([made('one', { start, ...frontmatter })]);
  return changesOf(source.programme).map((change) => changeInWords(source, change));
}

describe('the changes of a programme', () => {
  it('are those that its editors show, the newest first', () => {
    const changes = changesOf(madeUpSource.programme);
    expect(changes.map(({ session, kind, since: moment }) => [session.id, kind, moment])).toEqual([
      ['fog-1f', 'added', Date.parse('2017-10-16T00:00+02:00')],
      ['engines-1f', 'cancelled', Date.parse('2017-10-15T09:30+02:00')],
      ['fire-on-the-quay-1f', 'moved', Date.parse('2017-10-12T16:00+02:00')],
    ]);
  });

  it.each([
    ['time and room', { start: '14:00', room: 'Boathouse' }, 'moved from 14:00, Boathouse'],
    ['time alone', { start: '14:00' }, 'moved from 14:00'],
    ['room alone', { room: 'Boathouse' }, 'moved from Boathouse'],
    [
      'day, time and room',
      { start: '2017-10-28T14:00', room: 'Boathouse' },
      'moved from Saturday 28 October, 14:00, Boathouse',
    ],
  ])('say from where a session moved: %s', (_, moved, expected) => {
    expect(words({ moved: { ...moved, since } })).toEqual([expected]);
  });

  it('name no other day for a time after midnight of the same day of the event', () => {
    const programme = { ...madeUpEvent.programme, day_ends: '04:00' };
    const session = made('party', {
      day: '2017-10-28',
      start: '22:00',
      moved: { start: '01:00', since: '2017-10-12' },
    });
    const source = sourceOf([session], { ...madeUpEvent, programme });
    const [party] = source.programme.sessions;
    if (party === undefined) throw new Error('there is a session');
    expect(changesOfSession(party).map((change) => changeInWords(source, change))).toEqual([
      'moved from 01:00',
    ]);
    expect(party.moved?.start).toBe(Date.parse('2017-10-28T23:00:00Z'));
  });

  it('keep the hour that comes twice as it is written', () => {
    const moved = { start: '2017-10-29T02:15+01:00', since: '2017-10-12' };
    const [session] = sourceOf([made('one', { start: '2017-10-29T09:00', moved })]).programme
      .sessions;
    expect(session?.moved?.start).toBe(Date.parse('2017-10-29T01:15:00Z'));
  });

  it('say each of several of one session', () => {
    const moved = { room: 'Boathouse', since };
    const cancelled = { status: 'cancelled', cancelled_since: '2017-10-13' } as const;
    expect(words({ moved, added: since, ...cancelled })).toEqual([
      'cancelled',
      'moved from Boathouse',
      'new',
    ]);
  });

  it('are none of a session that was only edited', () => {
    expect(words({ updated: since })).toEqual([]);
  });
});
