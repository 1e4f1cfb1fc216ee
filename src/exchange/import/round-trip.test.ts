import { englishWords } from '../../words/read-words.ts';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionTexts } from '../../programme/abstract.ts';
import { programmeAt } from '../../programme/programme.ts';
import { eventNow } from '../../event/phase.ts';
import { programmeCalendar } from '../calendar.ts';
import { scheduleJson } from '../schedule-json.ts';
import { scheduleXml } from '../schedule-xml.ts';
import type { Source } from '../source.ts';
import { type ContentSample, contentSample } from './testing/content.fixture.ts';
import { readContent } from './content/content-folder.ts';

let content: ContentSample;

beforeEach(async () => {
  content = await contentSample('whole');
});
afterEach(() => content.remove());

async function exported(): Promise<Source> {
  const { event, sessions, speakers } = await readContent(join(content.folder));
  const programme = programmeAt(event, { sessions, speakers }, eventNow(event));
  const deployment = { site: 'https://quays.example/' };
  const bodies = new Map(
    sessions.map(({ slug, file }) => [slug, { text: file.body, path: `${slug}.md` }]),
  );
  const entries = sessions.map(({ slug, frontmatter }) => ({ slug, ...frontmatter }));
  return {
    event,
    words: englishWords(),
    deployment,
    programme,
    ...sessionTexts(entries, bodies, deployment),
  };
}

const formats = [
  ['XML', scheduleXml],
  ['JSON', scheduleJson],
  ['iCalendar', programmeCalendar],
] as const;

describe.each(formats)('an export in %s', (_, write) => {
  it('gives the same content back when it is imported', async () => {
    const before = await content.all();
    const summary = await content.take(write(await exported()));
    const { '.imported.json': record, ...after } = await content.all();
    expect(after).toEqual(before);
    expect(record).toBeDefined();
    expect(summary).toMatch(/^Sessions of source \([\w ]+\): \d+ unchanged\.$/);
  });

  it('changes no byte when it is imported a second time', async () => {
    const source = write(await exported());
    await content.take(source);
    const before = await content.all();
    await content.take(source);
    expect(await content.all()).toEqual(before);
  });

  it('fills an empty content so that an import again matches every session', async () => {
    const source = write(await exported());
    const empty = await contentSample('event alone');
    const first = await empty.take(source);
    expect(first).toMatch(/: \d+ new, 0 unchanged\./);
    const number = /: (\d+) new/.exec(first)?.[1];
    expect(await empty.take(source)).toContain(`: ${number} unchanged.`);
    await empty.remove();
  });

  it('fills an empty content with every word of an abstract', async () => {
    if (write === programmeCalendar) return;
    const empty = await contentSample('event alone');
    await empty.take(write(await exported()));
    const file = Object.entries(await empty.all()).find(([name]) => name.includes('bridges'));
    expect(file?.[1]).toContain('Bring a notebook, and a question of your own.');
    await empty.remove();
  });

  it('cancels nothing that an export leaves out', async () => {
    await content.take(write(await exported()));
    await content.edit('sessions/bridges.md', 'start: 15:35\nend: 16:15\n', '');
    const summary = await content.take(write(await exported()));
    expect(summary).toMatch(/^[^\n]*: \d+ unchanged\.$/);
  });
});

describe('an export that another tool changed', () => {
  it('moves and retitles what it says, and nothing else', async () => {
    const source = scheduleJson(await exported());
    await content.take(source);
    const changed = source
      .replace('"title":"Bridges that open"', '"title":"Bridges that close"')
      .replace('"date":"2017-10-28T20:00:00+02:00"', '"date":"2017-10-28T20:15:00+02:00"');
    const summary = await content.take(changed);
    expect(summary.split('\n').map((line) => line.replace(/ from .*/, ''))).toEqual([
      expect.stringMatching(/: 1 moved, 1 retitled, \d+ unchanged\.$/),
      'Moved: "An evening of songs"',
      'Retitled: "Bridges that open" is now "Bridges that close".',
    ]);
  });

  it('leaves an abstract of which it has the beginning', async () => {
    const before = await content.read('sessions/bridges.md');
    const source = scheduleJson(await exported());
    await content.take(source);
    await content.edit('sessions/bridges.md', 'Bring a notebook', 'Bring a chart');
    await content.take(scheduleJson(await exported()));
    expect(await content.read('sessions/bridges.md')).toBe(
      before.replace('Bring a notebook', 'Bring a chart'),
    );
  });
});
