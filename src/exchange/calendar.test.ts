import ICAL from 'ical.js';
import { sync } from 'node-ical';
import { describe, expect, it } from 'vitest';
import { dayCalendar, programmeCalendar, sessionCalendar } from './calendar.ts';
import { sessionGuid } from './guid.ts';
import {
  crowd,
  made,
  madeUpEvent,
  madeUpSessions,
  madeUpSource,
  sourceOf,
} from './testing/made-up-event.fixture.ts';

const whole = programmeCalendar(madeUpSource);

function parsed(text: string): ICAL.Component {
  return new ICAL.Component(ICAL.parse(text));
}

function entries(text: string): ICAL.Component[] {
  return parsed(text).getAllSubcomponents('vevent');
}

/** A property of the session with this id, as written. */
function of(text: string, id: string, property: string): string | undefined {
  const uid = sessionGuid(madeUpEvent, { id });
  const entry = entries(text).find((one) => one.getFirstPropertyValue('uid') === uid);
  return entry?.getFirstPropertyValue(property)?.toString();
}

describe('the calendar of the programme', () => {
  it('holds every session with a start, those that are cancelled too', () => {
    const timed = madeUpSource.programme.sessions.filter(({ start }) => start !== undefined);
    const uids = entries(whole).map((entry) => entry.getFirstPropertyValue('uid'));
    expect(uids).toEqual(timed.map((session) => sessionGuid(madeUpEvent, session)));
    expect(uids).toHaveLength(madeUpSessions.length - 2);
  });

  it('says the same to another reader', () => {
    const read = Object.values(sync.parseICS(whole)).filter((one) => one?.type === 'VEVENT');
    expect(read).toHaveLength(entries(whole).length);
    const one = sync.parseICS(whole)[sessionGuid(madeUpEvent, { id: 'who-owns-the-water-1f' })];
    expect(one).toMatchObject({
      summary: 'Who owns the water?',
      location: 'Great Loft, The Rope Store, Quay 1, Nowhere',
      start: new Date('2017-10-28T11:00:00Z'),
      end: new Date('2017-10-28T12:15:00Z'),
      categories: ['Panel', 'Water'],
      geo: { lat: 52.1, lon: 4.2 },
      url: { val: 'https://quays.example/2017/programme/who-owns-the-water/' },
    });
  });

  it.each([
    ['opening-1f', '2017-10-28T07:15:00Z', '2017-10-28T08:00:00Z'],
    ['night-watch-1f', '2017-10-28T21:30:00Z', '2017-10-28T22:45:00Z'],
    ['through-the-change-1f', '2017-10-28T23:30:00Z', '2017-10-29T02:30:00Z'],
    ['the-hour-that-comes-twice-1f', '2017-10-29T01:15:00Z', '2017-10-29T01:45:00Z'],
    ['morning-1f', '2017-10-29T08:30:00Z', '2017-10-29T09:00:00Z'],
    ['quay-walk-1f', '2017-10-28T14:30:00Z', '2017-10-28T16:00:00Z'],
  ])('tells the hours of %s in UTC to the minute', (id, start, end) => {
    expect(of(whole, id, 'dtstart')).toBe(start);
    expect(of(whole, id, 'dtend')).toBe(end);
  });

  it('keeps a cancelled session and says that it is', () => {
    expect(of(whole, 'engines-1f', 'status')).toBe('CANCELLED');
    expect(of(whole, 'engines-1f', 'summary')).toMatch(/^Cancelled: \w/);
    expect(of(whole, 'opening-1f', 'summary')).toBe('Opening: why quays matter');
    expect(of(whole, 'engines-1f', 'transp')).toBe('TRANSPARENT');
    expect(of(whole, 'engines-1f', 'description')).toMatch(/^Cancelled\.\n\n/);
    expect(of(whole, 'opening-1f', 'status')).toBe('CONFIRMED');
  });

  it('says what a session is about, who speaks and where to read more', () => {
    expect(of(whole, 'opening-1f', 'description')).toBe(
      'The Harbour Master opens the two days.\n\nSpeakers: Ada Anchor, Jón Jetty\n' +
        'Moderator: Léa Lantern\n\nhttps://quays.example/2017/programme/opening/',
    );
    expect(of(whole, 'fire-on-the-quay-1f', 'description')).toMatch(
      /^Moved from 13:00, Chart Room\.\n\n/,
    );
  });

  it('sends those who read of a break to the timetable', () => {
    expect(of(whole, 'tea-one-1f', 'url')).toBe('https://quays.example/2017/programme/');
    expect(of(whole, 'tea-one-1f', 'location')).toBe('The Rope Store, Quay 1, Nowhere');
  });

  it('names itself, and how often to look again', () => {
    const calendar = parsed(whole);
    const value = (name: string) => calendar.getFirstPropertyValue(name)?.toString();
    expect(value('prodid')).toBe('-//Event microsite//Programme//EN');
    expect(value('method')).toBe('PUBLISH');
    expect(value('name')).toBe('Quays and Cities');
    expect(value('x-wr-calname')).toBe('Quays and Cities');
    expect(value('description')).toBe('Two days for those who keep harbour towns safe');
    expect(value('url')).toBe('https://quays.example/2017/programme/');
    expect(value('source')).toBe('https://quays.example/2017/programme.ics');
    expect(value('refresh-interval')).toBe('PT1H');
    expect(value('x-published-ttl')).toBe('PT1H');
    expect(value('last-modified')).toBe('2017-10-15T22:00:00Z');
    expect(value('uid')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('holds the days of the event where no start is known', () => {
    const text = programmeCalendar(sourceOf([made('later', { day: '2017-10-28' })]));
    const [days, ...others] = entries(text);
    expect(others).toEqual([]);
    expect(days?.getFirstPropertyValue('summary')).toBe('Quays and Cities');
    expect(days?.getFirstPropertyValue('dtstart')?.toString()).toBe('2017-10-28');
    expect(days?.getFirstPropertyValue('dtend')?.toString()).toBe('2017-10-30');
    expect(entries(whole).map((one) => one.getFirstPropertyValue('summary'))).not.toContain(
      'Quays and Cities',
    );
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[^]*\r\nEND:VCALENDAR\r\n$/);
  });

  it('leaves out the end that is unknown', () => {
    const text = programmeCalendar(sourceOf([made('open', { start: '2017-10-28T10:00' })]));
    expect(of(text, 'open-id', 'dtstart')).toBe('2017-10-28T08:00:00Z');
    expect(text).not.toMatch(/DTEND|DURATION:(?!PT1H)/);
  });
});

describe('the calendars of a day and of a session', () => {
  it('hold that day, and that session', () => {
    const [day] = madeUpSource.programme.days;
    const session = day?.sessions[0];
    if (day === undefined || session === undefined) throw new Error('there is a first day');
    const ofDay = dayCalendar(madeUpSource, day);
    expect(entries(ofDay)).toHaveLength(day.sessions.length);
    expect(ofDay).toContain('NAME:Quays and Cities\\, Saturday 28 October 2017\r\n');
    const ofSession = sessionCalendar(madeUpSource, session);
    expect(entries(ofSession)).toHaveLength(1);
    expect(of(ofSession, session.id, 'uid')).toBe(sessionGuid(madeUpEvent, session));
    expect(ofSession).toContain('NAME:Quays and Cities\r\n');
    // They would name a joined file after one of its parts.
    expect(parsed(ofSession).getFirstPropertyValue('uid')).toBeNull();
    expect(parsed(ofSession).getFirstPropertyValue('source')).toBeNull();
  });
});

describe('the lines of a calendar', () => {
  const odd = made('odd', {
    title: 'Commas, semicolons; back\\slashes: “Ærø” 🛳️ '.repeat(6).trim(),
    description: 'Two\r\nlines, \u0007 and a bell 🛳️🛳️🛳️ längs der Küste '.repeat(5),
    start: '2017-10-28T10:00',
  });
  const text = programmeCalendar(sourceOf([odd]));

  it('end in CR LF, the last one too', () => {
    for (const one of [whole, text]) {
      expect(one.endsWith('END:VCALENDAR\r\n')).toBe(true);
      expect(one.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    }
  });

  it('have at most 75 octets, and break no character', () => {
    for (const line of `${whole}${text}`.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line.isWellFormed()).toBe(true);
    }
  });

  it('give back the words that went in, without control characters', () => {
    expect(of(text, 'odd-id', 'summary')).toBe(odd.frontmatter.title);
    const about = odd.frontmatter.description?.replaceAll('\r\n', '\n').replaceAll('\u0007', '');
    expect(of(text, 'odd-id', 'description')).toContain(about);
  });
});

/** The revision number of a session on Saturday morning with this frontmatter. */
function sequence(frontmatter: Parameters<typeof made>[1]): number {
  const session = made('one', { start: '2017-10-28T10:00', ...frontmatter });
  return Number(of(programmeCalendar(sourceOf([session])), 'one-id', 'sequence'));
}

describe('the revisions of a session', () => {
  it('begin with 0', () => {
    expect(sequence({})).toBe(0);
  });

  it('rise with each change, whatever it is', () => {
    const moved = { start: '09:00', since: '2017-10-10T12:00' };
    const revisions = [
      sequence({}),
      sequence({ moved }),
      sequence({ moved: { ...moved, since: '2017-10-10T12:01' } }),
      sequence({ updated: '2017-10-11' }),
      sequence({ moved, status: 'cancelled', cancelled_since: '2017-10-12' }),
    ];
    expect(revisions).toEqual(revisions.toSorted((one, other) => one - other));
    expect(new Set(revisions).size).toBe(revisions.length);
  });

  it('a venue that changes makes every session of the event newer for calendars', () => {
    const session = made('one', { start: '2017-10-28T10:00', updated: '2017-10-11T09:00' });
    const event = { ...madeUpEvent, updated: '2017-10-13T09:00' };
    const text = programmeCalendar(sourceOf([session], event));
    expect(Number(of(text, 'one-id', 'sequence'))).toBeGreaterThan(
      Number(of(programmeCalendar(sourceOf([session])), 'one-id', 'sequence')),
    );
    expect(of(text, 'one-id', 'last-modified')).toBe('2017-10-13T07:00:00Z');
  });

  it('take their times from the content', () => {
    const session = made('one', { start: '2017-10-28T10:00', updated: '2017-10-11T09:00' });
    const text = programmeCalendar(sourceOf([session]));
    expect(of(text, 'one-id', 'dtstamp')).toBe('2017-10-11T07:00:00Z');
    expect(of(text, 'one-id', 'last-modified')).toBe('2017-10-11T07:00:00Z');
  });

  it('keep the UID when title, file, time and site change', () => {
    const renamed = made('two', { id: 'one-id', title: 'Renamed', start: '2017-10-29T10:00' });
    const source = sourceOf([renamed]);
    const text = programmeCalendar({ ...source, deployment: { site: 'https://other.example/' } });
    expect(of(text, 'one-id', 'summary')).toBe('Renamed');
  });
});

describe('a calendar made twice', () => {
  it('has the same bytes', () => {
    expect(programmeCalendar(sourceOf(madeUpSessions))).toBe(whole);
  });

  it('holds ten thousand sessions', () => {
    expect(programmeCalendar(crowd(10_000)).match(/BEGIN:VEVENT/g)).toHaveLength(10_000);
  });
});
