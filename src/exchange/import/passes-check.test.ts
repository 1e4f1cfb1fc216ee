import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkContent } from '../../content-check/check-content.ts';
import { refuses } from '../../content-check/source/mistake.ts';
import { calendarOf } from './testing/calendar.fixture.ts';
import { type ContentSample, contentSample, scheduleOf, talk } from './testing/content.fixture.ts';

const asks = Date.UTC(2017, 9, 20);
let content: ContentSample;
let already: readonly string[];

beforeEach(async () => {
  content = await contentSample('event alone');
  const page = '---\ntitle: Programme\ndescription: All of it.\n---\n\n<Programme />\n';
  await content.write('programme.mdx', page);
  already = [];
  already = await refused();
});
afterEach(() => content.remove());

/** The mistakes that refuse the build, without those of an event that is no whole site. */
async function refused(): Promise<string[]> {
  const found = await checkContent(content.folder, asks);
  const words = found.filter(refuses).map(({ file, what }) => `${file}: ${what}`);
  return words.filter((one) => !already.includes(one));
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pieces = [
  'See http://example.org/ and www.example.org.',
  'foo](bar) and [open',
  '<p>One</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '<table><tr><th>x</th></tr><tr><td>y | z</td></tr></table>',
  '# Title\n\n## Deeper',
  '{expression} <Component /> import x',
  '![picture](http://example.org/a.png)',
  '[mail](mailto:ann@example.org) ann@example.org',
  '[here](/nowhere/) <a href="relative">there</a> <a href="https://[bad">bad</a>',
  '* a\n* b\n\n1. c\n2. d',
  '    indented\n\n```\n<b>code</b>\n```',
  '&amp; &lt;b&gt; \\{x\\} 2 < 3 and 4 > 1',
  '[ref]: http://example.org/ref\n\n[ref]',
  '<a href="HTTP://EXAMPLE.ORG/Ä?a=1&b=2">q</a>',
  '---\n\n***',
  '[](http://example.org/empty) [^1]\n\n[^1]: note',
  '\u202Eright to left\u0007',
  '<script>alert(1)</script><img src=x onerror=y alt="](x)">',
];

/** A programme of made-up sessions, some of them odd. */
function sessions(seed: number, count: number) {
  const next = numbers(seed);
  const from = <Value>(values: readonly Value[]) => values[Math.floor(next() * values.length)];
  const text = () => [from(pieces), from(pieces)].join('\n\n');
  return Array.from({ length: count }, (_, index) => ({
    ...(next() < 0.6 ? { guid: `0b7a1f1e-4f0e-4c55-8d5b-${String(index).padStart(12, '0')}` } : {}),
    ...(next() < 0.5 ? { id: Math.floor(next() * count) } : {}),
    title: from([
      'Break',
      `Talk ${index}`,
      `"${index}": yes`,
      '[x](http://example.org/)',
      '- 1',
      '\u202Egnos',
    ]),
    date: `2017-10-${from(['27', '28', '28', '29', '29', '30'])}T${from(['01', '09', '12', '23'])}:${from(['00', '10', '45'])}:00+02:00`,
    duration: from(['00:30', '01:00', '03:00', '30:00', 'soon']),
    room: from(['Sail Room', 'Loft', 'Yard: upper', '', 'http://example.org/room']),
    type: from(['Talk', 'talk', 'Song', null]),
    track: from(['Water', 'Air: above', null]),
    language: from(['en', 'de-DE', 'tlh', null]),
    abstract: text(),
    persons: [
      {
        ...(next() < 0.7 ? { id: Math.floor(next() * 5) } : {}),
        public_name: from(['Anna', 'anna', 'Ben', '李', '[x](y)']),
        biography: text(),
      },
    ],
  }));
}

type Made = ReturnType<typeof sessions>[number];

function escaped(text: unknown): string {
  return String(text ?? '').replaceAll(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}

function xmlOf(made: readonly Made[]): string {
  const events = made.map(({ guid, id, persons, ...fields }) => {
    const known = `${guid ? ` guid="${guid}"` : ''}${id === undefined ? '' : ` id="${id}"`}`;
    const people = persons.map(
      (one) => `<person id="${one.id ?? ''}">${escaped(one.public_name)}</person>`,
    );
    const inside = Object.entries(fields).map(
      ([name, value]) =>
        `<${name}>${escaped(String(value ?? '').replaceAll('\u0007', ''))}</${name}>`,
    );
    return `<event${known}>${inside.join('')}<persons>${people.join('')}</persons></event>`;
  });
  return `<schedule><day date="2017-10-28"><room name="Loft">${events.join('')}</room></day></schedule>`;
}

function icsText(text: unknown): string {
  return String(text ?? '')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

function icsOf(made: readonly Made[]): string {
  return calendarOf(
    ...made.map(({ guid, title, date, room, abstract }) => [
      ...(guid === undefined ? [] : [`UID:${guid}`]),
      `SUMMARY:${icsText(title)}`,
      `DTSTART:${date.slice(0, 16).replaceAll(/[-:]/g, '')}00`,
      'DURATION:PT45M',
      `LOCATION:${icsText(room)}`,
      `DESCRIPTION:${icsText(abstract)}`,
    ]),
  );
}

describe('a made-up programme', () => {
  const shapes = [
    ['JSON', (made: readonly Made[]) => scheduleOf(...made)],
    ['XML', xmlOf],
    ['iCalendar', icsOf],
  ] as const;
  const runs = shapes.flatMap(([name, write]) =>
    [1, 2, 3, 4].map((seed) => ({ name, write, seed })),
  );

  it.each(runs)(
    'in $name ($seed) passes the check, and the second import changes nothing',
    async ({ write, seed }) => {
      const source = write(sessions(seed, 60));
      await content.take(source);
      expect(await refused()).toEqual([]);
      const before = await content.all();
      await content.take(source);
      expect(await content.all()).toEqual(before);
    },
  );
});

describe('a link without encryption', () => {
  const abstract = 'See http://example.org/ and www.example.org.';

  it('stays as it is where an import brought it, and is a warning', async () => {
    await content.take(scheduleOf({ ...talk, abstract }));
    expect(await refused()).toEqual([]);
    const found = await checkContent(content.folder, asks);
    expect(found.map(({ what }) => what)).toContain(
      'the link "http://example.org/" is not encrypted',
    );
    expect(await content.read('sessions/tides-at-noon.md')).toContain('(http://example.org/)');
  });

  it('that an editor types is refused', async () => {
    await content.take(scheduleOf({ ...talk, abstract }));
    await content.edit('sessions/tides-at-noon.md', 'See ', '[Ours](http://ours.example/) See ');
    expect(await refused()).toEqual([
      'content/sessions/tides-at-noon.md: the link "http://ours.example/" is not encrypted',
    ]);
  });
});
