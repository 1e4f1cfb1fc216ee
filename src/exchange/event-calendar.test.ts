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

it('is an entry of its own, the same however often it is written', () => {
  const text = eventCalendar(madeUpEvent, { site: 'https://example.org/' });
  expect(eventCalendar(madeUpEvent, { site: 'https://example.org/' })).toBe(text);
  const uid = entries(text)[0]?.getFirstPropertyValue('uid')?.toString() ?? '';
  expect(uid).toMatch(/^[0-9a-f-]{36}$/);
  expect(programmeCalendar(madeUpSource)).not.toContain(uid);
});
