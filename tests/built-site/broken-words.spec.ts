import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { built, htmlFiles } from './sites.ts';
import { anotherEvent, madeUpEvent } from './variants.ts';

const project = resolve(import.meta.dirname, '../..');
const letters = /[\p{L}\p{M}]+/gu;

/** The words of texts, in lower case. */
const wordsIn = (texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => text.toLowerCase().match(letters) ?? []));

/** Every text that a site of this content can show: the content's own, and the interface's. */
async function sourcesOf(content: string): Promise<string[]> {
  const texts: string[] = [];
  for (const folder of [content, join(project, 'content'), join(project, 'src/words')]) {
    for await (const name of glob('**/*.{md,mdx,yaml}', { cwd: folder })) {
      texts.push(readFileSync(join(folder, name), 'utf8'));
    }
  }
  return texts;
}

/** The text of a page: elements within a line are passed over, and each other one ends a line. */
function linesOf(page: string): string[] {
  const inline = /<\/?(?:a|abbr|b|cite|code|em|i|mark|span|strong|time)\b[^<>]*>/g;
  return page
    .replace(/<(script|style|svg|head)\b[\s\S]*?<\/\1>/g, '\n')
    .replace(inline, '')
    .replace(/<[^<>]*>/g, '\n')
    .split('\n')
    .map((line) => line.replaceAll(/[\t\r\u00a0 ]+/g, ' ').trim());
}

/** Where a line breaks a word that the sources hold whole, or sets a space before punctuation. */
function faultsIn(lines: readonly string[], known: ReadonlySet<string>): string[] {
  return lines.flatMap((line) => {
    const pairs = line.matchAll(/(?<![\p{L}\p{M}])(?=([\p{L}\p{M}]+) ([\p{L}\p{M}]+))/gu);
    const broken = Array.from(pairs, ([, one = '', other = '']) => ({ one, other }))
      .filter(({ one, other }) => {
        const [start, end] = [one.toLowerCase(), other.toLowerCase()];
        return known.has(start + end) && !(known.has(start) && known.has(end));
      })
      .map(({ one, other }) => `${one} ${other}`);
    const [loose] = / [,.;:!?](?= |$)/.exec(line) ?? [];
    return loose === undefined ? broken : [...broken, line];
  });
}

for (const [variant, content] of [
  ['together', join(project, 'content')],
  ['programme', join(project, 'content')],
  ['today', join(project, 'content')],
  ['made-up', madeUpEvent],
  ['another', anotherEvent],
] as const) {
  test(`no page of the site ${variant} breaks a word, or sets a space before punctuation`, async () => {
    const known = wordsIn(await sourcesOf(content));
    const pages = await htmlFiles(variant);
    expect(pages.length).toBeGreaterThan(5);
    for (const name of pages) {
      const lines = linesOf(readFileSync(join(built(variant), name), 'utf8'));
      expect(lines.join(' ').length).toBeGreaterThan(100);
      expect(faultsIn(lines, known), name).toEqual([]);
    }
  });
}

test('two expressions on two lines of a component are seen to break a word', () => {
  const known = wordsIn(['senior officials, by invitation']);
  const page = '<head><title>x</title></head><p>S enior officials , <b>by</b> invitation.</p>';
  expect(faultsIn(linesOf(page), known)).toEqual(['S enior', 'S enior officials , by invitation.']);
  expect(faultsIn(linesOf('<p>Senior officials, by<br>invitation.</p>'), known)).toEqual([]);
});
