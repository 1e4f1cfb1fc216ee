import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { eventCalendar } from './event-calendar.ts';
import { madeUpEvent, madeUpSource } from './testing/made-up-event.fixture.ts';
import { programmeCalendar } from './calendar.ts';

function entries(text: string): ICAL.Component[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
}

it('holds the days of the event, the last one whole, in every zone', () => {
  const text = eventCalendar(madeUpEvent, { site: 'https://example.org/' });
  const [entry, ...others] = entries(text);
  expect(others).toEqual([]);
  expect(entry?.getFirstPropertyValue('summary')).toBe(madeUpEvent.name);
  const { startDate, endDate } = new ICAL.Event(entry);
  expect([startDate.isDate, startDate.toString()]).toEqual([true, madeUpEvent.first_day]);
  endDate.adjust(-1, 0, 0, 0);
  expect(endDate.toString()).toBe(madeUpEvent.last_day);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
});

it('is newer for calendars each time that the event changes', () => {
  const site = 'https://example.org/';
  const revisions = [undefined, '2012-05-01', '2012-05-01T00:01', '2017-10-13T09:30'].map(
    (updated) => {
      const [entry] = entries(eventCalendar({ ...madeUpEvent, updated }, { site }));
      const uid = entry?.getFirstPropertyValue('uid')?.toString();
      const [sequence, modified, stamp] = ['sequence', 'last-modified', 'dtstamp'].map((name) =>
        entry?.getFirstPropertyValue(name)?.toString(),
      );
      return { uid, sequence: Number(sequence), modified, stamp };
    },
  );
  expect(revisions[0]?.sequence).toBe(0);
  for (const [index, { uid, sequence, modified = '', stamp }] of revisions.entries()) {
    expect(stamp).toBe(modified);
    const before = revisions[index - 1];
    if (before === undefined) continue;
    expect(uid).toBe(before.uid);
    expect(sequence).toBeGreaterThan(before.sequence);
    expect(modified > String(before.modified)).toBe(true);
  }
});

it('is an entry of its own, the same however often it is written', () => {
  const text = eventCalendar(madeUpEvent, { site: 'https://example.org/' });
  expect(eventCalendar(madeUpEvent, { site: 'https://example.org/' })).toBe(text);
  const uid = entries(text)[0]?.getFirstPropertyValue('uid')?.toString() ?? '';
  expect(uid).toMatch(/^[0-9a-f-]{36}$/);
  expect(programmeCalendar(madeUpSource)).not.toContain(uid);
});
