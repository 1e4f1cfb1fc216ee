import { describe, expect, it } from 'vitest';
import { heldWords, nothingDueInWords, receiptInWords } from './deletion-receipt.ts';
import { deletionDue, isHeldByPinnedClock, type Receipt } from './deletion.ts';
import { event as shipped } from '../testing/endpoint.fixture.ts';

// The last day is 16 February 2017. In winter, The Hague is an hour ahead of UTC.
const { clock: _, ...event } = shipped;
const at = (text: string): number => Date.parse(text);

describe('what is due', () => {
  it.each([
    ['2017-02-16T12:00:00Z', undefined],
    ['2017-02-22T22:59:59.999Z', undefined],
    ['2017-02-22T23:00:00Z', 'first'],
    ['2017-03-15T22:59:59.999Z', 'first'],
    ['2017-03-15T23:00:00Z', 'everything'],
    ['2030-01-01T00:00:00Z', 'everything'],
  ])('at %s it is %s, by the event’s own zone', (moment, due) => {
    expect(deletionDue(event, at(moment))).toBe(due);
  });

  it.each([
    ['2017-01-16', '2026-11-01T00:00:00Z', undefined, true],
    ['2017-03-01', '2026-11-01T00:00:00Z', 'first', true],
    ['2017-12-01', '2026-11-01T00:00:00Z', 'everything', false],
    ['2017-12-01', '2017-03-01T00:00:00Z', 'first', false],
    ['2017-12-01', '2017-01-16T00:00:00Z', undefined, false],
  ])('with the clock pinned to %s and the machine’s at %s it is %s', (clock, moment, due, held) => {
    expect(deletionDue({ ...event, clock }, at(moment))).toBe(due);
    expect(isHeldByPinnedClock({ ...event, clock }, at(moment))).toBe(held);
  });
});

const last = 'Backups, exports and other copies are not affected: delete those by hand.';

function receipt(changes: Partial<Receipt>): string[] {
  const left = { registrations: 0, first: 0, whole: 0 };
  const whole: Receipt = { what: 'first', first: 12, registrations: 0, left, ...changes };
  return receiptInWords(event, whole, 'copy.sqlite', at('2017-02-23T08:30:00Z')).split('\n');
}

describe('the receipt', () => {
  it('names the moment, the database, what was deleted and what remains', () => {
    expect(receipt({ left: { registrations: 14, first: 0, whole: 0 } })).toEqual([
      'Receipt, 23 February 2017, 09:30 (Europe/Amsterdam), for the database copy.sqlite',
      'Deleted: the answers marked for early deletion, from 12 registrations.',
      'Remaining: 14 registrations, 0 of them with answers marked for early deletion.',
      last,
    ]);
  });

  it('says how many were deleted whole', () => {
    expect(receipt({ what: 'everything', first: 0, registrations: 1 }).slice(1)).toEqual([
      'Deleted: 1 registration in full, 0 of them with answers marked for early deletion.',
      'Remaining: 0 registrations, 0 of them with answers marked for early deletion.',
      last,
    ]);
  });

  it('says what cannot be deleted from registrations of an older release', () => {
    expect(receipt({ left: { registrations: 14, first: 0, whole: 3 } })).toContain(
      '3 of them come from an older release and keep all their answers in one piece. They are ' +
        'deleted in full, on 16 March 2017, or now with `--what everything`.',
    );
  });
});

describe('where nothing is due', () => {
  const dates =
    'Nothing is due. Answers marked for early deletion are deleted on 23 February 2017, everything else on ' +
    '16 March 2017.';

  it('the dates are said', () => {
    expect(nothingDueInWords(event, at('2017-01-16T00:00:00Z'))).toBe(dates);
  });

  it('a pinned clock that holds it back is named', () => {
    const pinned = { ...event, clock: '2017-01-16' };
    expect(heldWords(pinned)).toBe(
      '`clock` in content/event.yaml is pinned to 2017-01-16, and nothing is deleted until that ' +
        'clock reaches the date. Remove the line to use today’s date.',
    );
    expect(nothingDueInWords(pinned, at('2026-01-16T00:00:00Z'))).toBe(
      `${dates}\n${heldWords(pinned)}`,
    );
  });
});
