import { markdownToHtml } from 'satteri';
import { expect, it } from 'vitest';
import { markup } from './markup.ts';
import { features } from './read-markdown.ts';

const plugin = markup(() => ({
  footnotes: 'Voetnoten',
  backToNote: (number) => `Terug naar ${number}`,
}));

const rendered = async (text: string) => {
  const { html } = await markdownToHtml(text, { features, hastPlugins: [plugin] });
  return html.replaceAll('\n', '');
};

it('aligns the cells of a table by classes, and lets the table scroll by itself', async () => {
  const html = await rendered('| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n');
  expect(html).not.toContain('style=');
  expect(html).toContain('<div class="table-scroll" tabindex="0"><table>');
  expect(html).toContain(
    '<td>1</td><td>2</td><td class="cell-center">3</td><td class="cell-right">4</td>',
  );
});

it('lets code scroll by itself', async () => {
  expect(await rendered('```sh\nnpm start\n```\n')).toMatch(
    /^<pre tabindex="0"><code[^>]*>npm start/,
  );
});

it('says the heading and the ways back of footnotes in the language of the event', async () => {
  const html = await rendered('One[^a] and again[^a].\n\n[^a]: The note.\n');
  expect(html).toContain('<h2 class="visually-hidden" id="footnote-label">Voetnoten</h2>');
  expect(html).toContain('aria-label="Terug naar 1"');
  expect(html).toContain('aria-label="Terug naar 1-2"');
  expect(html).not.toContain('Back to');
});

it('asks for no words where there is no footnote', async () => {
  const silent = markup(() => {
    throw new Error('A page without footnotes needs no words.');
  });
  const { html } = await markdownToHtml('## A heading\n\n[link](/venue/)\n', {
    features,
    hastPlugins: [silent],
  });
  expect(html).toContain('<h2>A heading</h2>');
});

it('draws the boxes of a list of tasks, which cannot be ticked', async () => {
  const html = await rendered('- [ ] to do\n- [x] done\n');
  expect(html).not.toContain('<input');
  expect(html).toContain('☐ to do');
  expect(html).toContain('☑ done');
});

it('reads a term with its definitions', async () => {
  expect(await rendered('Term\n: One thing\n: Another\n')).toBe(
    '<dl><dt>Term</dt><dd>One thing</dd><dd>Another</dd></dl>',
  );
});
