import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContentSample, contentSample, scheduleOf, talk } from './testing/content.fixture.ts';
import { writeFiles } from './write-files.ts';

let content: ContentSample;

beforeEach(async () => {
  content = await contentSample('event alone');
});
afterEach(() => content.remove());

describe('writing several files', () => {
  it('writes them all and leaves nothing beside them', async () => {
    await writeFiles(content.folder, [
      { path: 'sessions/a.md', text: 'A' },
      { path: 'speakers/b.md', text: 'B' },
    ]);
    const { 'event.yaml': _, ...files } = await content.all();
    expect(files).toEqual({ 'sessions/a.md': 'A', 'speakers/b.md': 'B' });
  });

  it.each([
    ['the last cannot be written', 'taken.md/inside.md'],
    ['the last cannot take its place', 'folder.md'],
  ])('writes none where %s', async (_, last) => {
    await content.write('taken.md', 'a file, no folder');
    await mkdir(join(content.folder, 'folder.md'));
    const before = await content.all();
    const files = ['event.yaml', 'new.md', last].map((path) => ({ path, text: 'changed' }));
    await expect(writeFiles(content.folder, files)).rejects.toThrow();
    expect(await content.all()).toEqual(before);
  });

  it('leaves the content as it was where an import cannot write', async () => {
    await content.write('speakers', 'a file, no folder');
    const before = await content.all();
    await expect(content.take(scheduleOf(talk))).rejects.toThrow(/Nothing has changed\.$/);
    expect(await content.all()).toEqual(before);
  });
});
