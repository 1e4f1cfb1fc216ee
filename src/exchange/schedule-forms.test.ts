import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { z } from 'zod';
import { made, madeUpSource, madeUpSessions, sourceOf } from './testing/made-up-event.fixture.ts';
import { programmeCalendar } from './calendar.ts';
import { scheduleJson } from './schedule-json.ts';
import { scheduleXml } from './schedule-xml.ts';
import { linkKinds } from '../programme/session.ts';
import { hasFormats, notTried, publishedText } from './testing/published-formats.fixture.ts';

const unknowns = sourceOf([
  made('a', { start: '2017-10-28T10:00' }),
  made('b', { day: '2017-10-28' }),
  made('c'),
  made('d', {
    title: 'A & B <c> "d" \u0007\u{1f6f3}\ufe0f ]]>',
    description: 'Lines\nand & < > \u0000\ud800\ufffesigns',
    start: '2017-10-29T02:15+01:00',
    duration: 30,
    speakers: ['jon-jetty'],
    moderators: ['jon-jetty'],
  }),
  made('linked', {
    start: '2017-10-28T12:00',
    links: linkKinds.map((kind) => ({ url: `https://example.org/${kind}`, title: kind, kind })),
  }),
  made('e', { kind: 'Break', start: '2017-10-29T12:00', end: '2017-10-29T13:00' }),
]);

const cases = [
  ['the made-up event', madeUpSource],
  ['an empty programme', sourceOf([])],
  ['sessions with unknowns', unknowns],
  ['an event whose id is too short', sourceOf(madeUpSessions, { ...madeUpSource.event, id: 'ab' })],
] as const;

describe.runIf(hasFormats)(`the validators of the format${notTried}`, () => {
  it.each(cases)('accept the JSON of %s', (_, source) => {
    const ajv = new Ajv({ allErrors: true, strict: false });
    formats.default(ajv);
    ajv.addFormat('color', true);
    // The draft that the schema names differs from the validator's own only in its name.
    const { $schema: _draft, ...schema } = z
      .looseObject({})
      .parse(JSON.parse(publishedText('schedule.json.schema.json')));
    const validate = ajv.compile(schema);
    validate(JSON.parse(scheduleJson(source)));
    expect(validate.errors).toBeNull();
  });

  it.each(cases)('accept the XML of %s', async (_, source) => {
    const { errors } = await validateXML({
      xml: [{ fileName: 'schedule.xml', contents: scheduleXml(source) }],
      schema: [publishedText('schedule.xml.xsd')],
    });
    expect(errors).toEqual([]);
  });
});

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => ['day', 'room', 'event', 'person'].includes(name),
});

describe('the schedule in XML', () => {
  const text = scheduleXml(madeUpSource);

  it('has what its readers need', () => {
    expect(text).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<schedule>\n/);
    const { schedule } = parser.parse(text);
    expect(Object.keys(schedule)).toEqual(['generator', 'url', 'version', 'conference', 'day']);
    expect(schedule.url).toBe('https://quays.example/2017/schedule.xml');
    expect(schedule.conference).toMatchObject({
      acronym: 'quays2017',
      title: 'Quays and Cities',
      days: '2',
      time_zone_name: 'Europe/Amsterdam',
    });
    expect(schedule.day[0]).toMatchObject({
      '@index': '1',
      '@date': '2017-10-28',
      '@end': '2017-10-29T00:00:00+02:00',
    });
    expect(schedule.day[0].room[0]['@name']).toBe('Great Loft');
    expect(schedule.day[0].room[0].event[0]).toMatchObject({
      date: '2017-10-28T09:15:00+02:00',
      start: '09:15',
      duration: '00:45',
      slug: 'quays2017-opening',
      title: 'Opening: why quays matter',
    });
  });

  it('escapes what XML means something by, and drops what it may not hold', () => {
    const strange = scheduleXml(unknowns);
    expect(strange).toContain('<title>A &amp; B &lt;c&gt; "d" \u{1f6f3}\ufe0f ]]&gt;</title>');
    expect(strange).toContain('<abstract>Lines\nand &amp; &lt; &gt; signs</abstract>');
    expect(strange.isWellFormed()).toBe(true);
  });

  it('names a person once who both speaks and moderates', () => {
    expect(scheduleXml(unknowns).match(/<person /g)).toHaveLength(1);
  });
});

describe('the schedule in JSON', () => {
  const { schedule } = JSON.parse(scheduleJson(madeUpSource));

  it('has what its readers need', () => {
    expect(schedule.version).toBe('2017-10-16T00:00:00+02:00');
    expect(schedule.conference).toMatchObject({ acronym: 'quays2017', daysCount: 2 });
    expect(Object.keys(schedule.conference.days[0].rooms)[0]).toBe('Great Loft');
    const [opening] = schedule.conference.days[0].rooms['Great Loft'];
    expect(opening).toMatchObject({ subtitle: null, track: null, language: 'en', links: [] });
    expect(Object.keys(opening.persons[0])).toEqual(['guid', 'name', 'url']);
  });

  it('lists the rooms with how to find them', () => {
    expect(schedule.conference.rooms.map(({ name }: { name: string }) => name)).toEqual([
      'Great Loft',
      'Chart Room',
      'Sail Room',
      'Boathouse',
      'The Rope Store',
      'To be announced',
    ]);
  });
});

describe('the links of a session', () => {
  const links = [
    { url: '/plan.pdf', title: 'Plan & notes', kind: 'slides' },
    { url: 'https://example.org/v', title: 'Film', kind: 'recording' },
    { url: 'https://example.org/f', title: 'Say so', kind: 'feedback' },
  ] as const;
  const source = sourceOf([made('one', { start: '2017-10-28T10:00', links: [...links] })]);

  it('are links and attachments with whole addresses in XML', () => {
    const text = scheduleXml(source);
    expect(text).toContain(
      '<attachment href="https://quays.example/2017/plan.pdf" type="slides">Plan &amp; notes</attachment>',
    );
    expect(text).toContain('<link href="https://example.org/v" type="recording">Film</link>');
    expect(text).toContain('<feedback_url>https://example.org/f</feedback_url>');
  });

  it('are links and attachments with the types of the format in JSON', () => {
    const [event] = JSON.parse(scheduleJson(source)).schedule.conference.days[0].rooms[
      'To be announced'
    ];
    expect(event.attachments).toEqual([
      { type: 'slides', url: 'https://quays.example/2017/plan.pdf', title: 'Plan & notes' },
    ]);
    expect(event.links).toEqual([
      { type: 'media', url: 'https://example.org/v', title: 'Film' },
      { type: 'web', url: 'https://example.org/f', title: 'Say so' },
    ]);
    expect(event.feedback_url).toBe('https://example.org/f');
  });

  it('are attached in calendars, except where one answers', () => {
    const text = programmeCalendar(source);
    expect(text).toContain('ATTACH:https://quays.example/2017/plan.pdf\r\n');
    expect(text).toContain('ATTACH:https://example.org/v\r\n');
    expect(text).not.toContain('https://example.org/f');
  });
});

describe('a schedule made twice', () => {
  it('has the same bytes', () => {
    expect(scheduleXml(sourceOf(madeUpSessions))).toBe(scheduleXml(madeUpSource));
    expect(scheduleJson(sourceOf(madeUpSessions))).toBe(scheduleJson(madeUpSource));
  });
});
