import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { eventSchema } from '../../event/event.ts';
import type { ImportedSession } from './read/imported.ts';
import { readProgramme } from './read-programme.ts';

const madeUp = new URL('../../../tests/made-up-event/content/event.yaml', import.meta.url);
const event = eventSchema.parse(parse(readFileSync(madeUp, 'utf8')));

function sessionOf(source: string): ImportedSession | undefined {
  return readProgramme(source, event).sessions[0];
}

function xml(inside: string, day = 'date="2017-10-28"'): string {
  const room = `<room name="Sail Room"><event ${inside}</event></room>`;
  return `<?xml version="1.0"?><schedule><day ${day}>${room}</day></schedule>`;
}

function json(event_: Record<string, unknown>): string {
  const rooms = { 'Sail Room': [event_] };
  return JSON.stringify({ conference: { days: [{ date: '2017-10-28', rooms }] } });
}

const dated = 'DTSTART:20171028T073000Z';
function calendar(...lines: readonly string[]): string {
  const all = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'];
  return all.join('\r\n');
}
const at = (text: string) => new Date(text).getTime();

describe('a schedule in XML', () => {
  it('is read for all its fields', () => {
    const session = sessionOf(
      xml(`guid="ABCDEF01-2345-4678-9ABC-DEF012345678" id="5">
        <date>2017-10-28T09:30:00+02:00</date><start>09:30</start><duration>00:45</duration>
        <title>Ropes &amp; &#8220;knots&#8221;</title><type>Talk</type><track>Water</track>
        <language>en-GB</language><abstract>&lt;p&gt;Hello&lt;/p&gt;</abstract>
        <persons><person id="3">Ann</person><person id="4">Ben</person></persons>`),
    );
    expect(session).toMatchObject({
      keys: ['abcdef01-2345-4678-9abc-def012345678', 'number-5'],
      title: 'Ropes & “knots”',
      times: { day: '2017-10-28', start: at('2017-10-28T07:30Z'), end: at('2017-10-28T08:15Z') },
      kind: 'Talk',
      track: 'Water',
      room: 'Sail Room',
      language: 'en',
      body: 'Hello',
      people: [
        { id: '3', name: 'Ann' },
        { id: '4', name: 'Ben' },
      ],
    });
  });

  it.each([
    ['in CDATA', '<![CDATA[<p>Hello <b>you</b></p>]]>'],
    ['escaped', '&lt;p&gt;Hello &lt;b&gt;you&lt;/b&gt;&lt;/p&gt;'],
    ['as it is', '<p>Hello <b>you</b></p>'],
  ])('may have HTML %s', (_, abstract) => {
    const source = xml(`guid="g-1"><title>A</title><abstract>${abstract}</abstract>`);
    expect(sessionOf(source)?.body).toBe('Hello **you**');
  });

  it('tells apart what is empty and what is not there', () => {
    const session = sessionOf(xml('guid="g-1"><title>A</title><track/><persons/>'));
    expect(session).toMatchObject({ track: null, people: null, language: undefined });
  });

  it('gives a session that starts before its day does the date after', () => {
    const source = xml(
      '><title>A</title><start>01:00</start>',
      'date="2017-10-28" start="2017-10-28T06:00:00+02:00"',
    );
    expect(sessionOf(source)?.times.day).toBe('2017-10-29');
  });

  it.each([
    ['before the day starts', '09:30', '2017-10-28'],
    ['in the night after it', '03:30', '2017-10-29'],
  ])('of a day that starts late has a time %s', (_, start, day) => {
    const source = xml(
      `><title>A</title><start>${start}</start>`,
      'date="2017-10-28" start="2017-10-28T11:00:00+02:00" end="2017-10-29T04:00:00+01:00"',
    );
    expect(sessionOf(source)?.times.day).toBe(day);
  });

  it('that is cut off is refused with its line', () => {
    expect(() => sessionOf('<schedule>\n<day>')).toThrow(/^it cannot be read as XML: line \d+: /);
  });
});

describe('a schedule in JSON', () => {
  it.each([
    ['{name}', { name: 'Ann', guid: 'x' }, undefined],
    ['{id, public_name}', { id: 3, public_name: 'Ann', biography: null }, '3'],
    ['{code, name}', { code: 'ABC', name: 'Ann', avatar: 'a.png' }, 'ABC'],
    ['an address as its id', { id: 'ann@quays.example', name: 'Ann' }, undefined],
    ['a text', 'Ann <ann@quays.example>', undefined],
  ])('names a person as %s', (_, person, id) => {
    const people = sessionOf(json({ title: 'A', persons: [person] }))?.people;
    expect(people).toMatchObject([{ id, name: 'Ann' }]);
  });

  it('may have no more than a title', () => {
    expect(sessionOf(json({ title: 'A' }))).toMatchObject({
      title: 'A',
      times: { day: '2017-10-28', start: undefined, end: undefined },
      kind: undefined,
      people: undefined,
      body: undefined,
    });
  });

  it('may have nothing in all its fields', () => {
    const keys = ['guid', 'id', 'title', 'date', 'start', 'duration', 'type', 'track', 'abstract'];
    const session = sessionOf(json(Object.fromEntries(keys.map((key) => [key, null]))));
    expect(session).toMatchObject({ title: '', kind: null, track: null, body: null });
  });

  it.each([
    ['number', { id: 5 }, ['number-5']],
    ['code', { id: 5, code: 'ABC' }, ['code-abc', 'number-5']],
    ['title alone', {}, []],
  ])('without a guid is known by its %s, wherever it is', (_, fields, keys) => {
    const found = ['Loft', 'Yard'].map((room) => sessionOf(json({ title: 'A', room, ...fields })));
    expect(found.map((session) => session?.keys)).toEqual([keys, keys]);
  });

  it.each([
    ['CANCELED', 'cancelled'],
    ['confirmed', 'published'],
    [null, undefined],
  ])('has the state %j as %j', (state, status) => {
    expect(sessionOf(json({ title: 'A', state }))?.status).toBe(status);
  });

  it('joins what a session has of subtitle, abstract and description', () => {
    const texts = { subtitle: 'One', abstract: '<p>Two</p>', description: 'Two\n\nThree' };
    expect(sessionOf(json({ title: 'A', ...texts }))?.body).toBe('One\n\nTwo\n\nThree');
  });

  it('says what else of a session is left out', () => {
    const session = sessionOf(
      json({
        title: 'A',
        attachments: [{ url: '/a.pdf' }],
        video_download_url: 'https://example.org/v.mp4',
        recording: { license: 'CC BY 4.0', optout: false },
      }),
    );
    expect(session?.notes).toEqual([
      'the licence of its recording was left out',
      'links that do not lead to the Web were left out',
    ]);
  });

  it('keeps links, attachments, the recording and the address for feedback, each once', () => {
    const session = sessionOf(
      json({
        title: 'A',
        links: [
          { url: 'https://example.org/blog', title: 'Blog', type: 'blog' },
          'https://example.org/slides.odp',
          { url: 'https://example.org/v.mp4', title: 'The film' },
        ],
        attachments: [{ url: 'http://example.org/a.pdf', title: 'Our paper' }],
        video_download_url: 'https://example.org/v.mp4',
        feedback_url: 'https://example.org/feedback',
      }),
    );
    expect(session?.links).toEqual([
      { url: 'http://example.org/a.pdf', title: 'Our paper', kind: 'paper' },
      { url: 'https://example.org/blog', title: 'Blog', kind: 'related' },
      { url: 'https://example.org/slides.odp', title: 'slides.odp', kind: 'slides' },
      { url: 'https://example.org/v.mp4', title: 'The film', kind: 'recording' },
      { url: 'https://example.org/feedback', title: 'feedback', kind: 'feedback' },
    ]);
  });

  it('says that a logo is left out, and what language is not known', () => {
    const session = sessionOf(json({ title: 'A', logo: '/logo.png', language: 'x!' }));
    expect(session?.notes).toEqual([
      'its language "x!" is not known, so it gets none',
      'its logo was left out',
    ]);
  });
});

describe('a calendar', () => {
  it.each([
    ['in UTC', dated],
    ['in a zone that it names', 'DTSTART;TZID=Europe/London:20171028T083000'],
    ['in a zone with a prefix', 'DTSTART;TZID=/x.example/Europe/London:20171028T083000'],
    ['without a zone, at the event', 'DTSTART:20171028T093000'],
  ])('has times %s', (_, start) => {
    const session = sessionOf(calendar('UID:a', 'SUMMARY:A', start, 'DURATION:PT45M'));
    expect(session?.times).toEqual({
      day: '2017-10-28',
      start: at('2017-10-28T07:30Z'),
      end: at('2017-10-28T08:15Z'),
    });
  });

  it('reads the zones that it describes itself', () => {
    const zone = ['BEGIN:VTIMEZONE', 'TZID:Ours', 'BEGIN:STANDARD', 'DTSTART:19700101T000000'];
    const offsets = ['TZOFFSETFROM:+0300', 'TZOFFSETTO:+0300', 'END:STANDARD', 'END:VTIMEZONE'];
    const source = calendar('UID:a', 'SUMMARY:A', 'DTSTART;TZID=Ours:20171028T103000').replace(
      'BEGIN:VEVENT',
      [...zone, ...offsets, 'BEGIN:VEVENT'].join('\r\n'),
    );
    expect(sessionOf(source)?.times.start).toBe(at('2017-10-28T07:30Z'));
  });

  it('takes the names of zones of Windows', () => {
    const session = sessionOf(
      calendar('SUMMARY:A', 'DTSTART;TZID=GMT Standard Time:20171028T083000'),
    );
    expect(session?.times.start).toBe(at('2017-10-28T07:30Z'));
    expect(session?.notes).toEqual([]);
  });

  it('reads its own description of a zone before the name of the zone', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Europe/London',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
    ];
    const offsets = ['TZOFFSETFROM:+0300', 'TZOFFSETTO:+0300', 'END:STANDARD', 'END:VTIMEZONE'];
    const start = 'DTSTART;TZID=Europe/London:20171028T103000';
    const source = calendar('UID:a', 'SUMMARY:A', start).replace(
      'BEGIN:VEVENT',
      [...zone, ...offsets, 'BEGIN:VEVENT'].join('\r\n'),
    );
    expect(sessionOf(source)?.times.start).toBe(at('2017-10-28T07:30Z'));
  });

  it('has a zone for its times without one', () => {
    const source = calendar('SUMMARY:A', 'DTSTART:20171028T083000').replace(
      'BEGIN:VEVENT',
      'X-WR-TIMEZONE:Europe/London\r\nBEGIN:VEVENT',
    );
    expect(sessionOf(source)?.times.start).toBe(at('2017-10-28T07:30Z'));
  });

  it('says which zone it takes where one is not known', () => {
    const session = sessionOf(calendar('SUMMARY:A', 'DTSTART;TZID=Moon:20171028T093000'));
    expect(session?.times.start).toBe(at('2017-10-28T07:30Z'));
    expect(session?.notes).toEqual(['its zone "Moon" is not known, so Europe/Amsterdam is used']);
  });

  it('has the day alone of what lasts all day', () => {
    const session = sessionOf(calendar('SUMMARY:A', 'DTSTART;VALUE=DATE:20171028'));
    expect(session?.times).toEqual({ day: '2017-10-28', start: undefined, end: undefined });
  });

  it('finds kind and track among its categories', () => {
    const session = sessionOf(calendar('SUMMARY:A', dated, 'CATEGORIES:fun,workshop,Quay'));
    expect(session).toMatchObject({ kind: 'Workshop', track: 'Quay' });
  });

  it('says what is cancelled', () => {
    expect(sessionOf(calendar('SUMMARY:A', dated, 'STATUS:CANCELLED'))?.status).toBe('cancelled');
  });

  it.each(['Canceled: A', 'CANCELLED - A', '[Cancelled] A', 'Abgesagt: A'])(
    'says what is cancelled in a title: %s',
    (title) => {
      const session = sessionOf(calendar(`SUMMARY:${title}`, dated));
      expect(session).toMatchObject({ title: 'A', status: 'cancelled' });
    },
  );

  it('names no one by an address', () => {
    const people = ['ORGANIZER:mailto:ann@quays.example', 'ATTENDEE:mailto:ben@quays.example'];
    const session = sessionOf(calendar('SUMMARY:A ann@quays.example', dated, ...people));
    expect(session).toMatchObject({ title: 'A', people: undefined });
  });
});

describe('a file that is no programme', () => {
  it.each([
    ['Hello', 'it is neither frab XML nor frab JSON nor iCalendar'],
    ['{"a":', /^it cannot be read as JSON: /],
    ['{}', 'it contains no sessions when read as frab JSON'],
    ['<html></html>', 'it contains no sessions when read as frab XML'],
    [
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND',
      /^it cannot be read as iCalendar: |^there is no session/,
    ],
  ])('is refused: %j', (text, words) => {
    expect(() => readProgramme(text, event)).toThrow(words);
  });
});
