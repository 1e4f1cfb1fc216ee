import { describe, expect, it } from 'vitest';
import { descriptionOf as describedBy, sessionTexts } from './abstract.ts';

const descriptionOf = (frontmatter: { description?: string }, text: string, path = 'a.md') =>
  describedBy(frontmatter, { text, path });

describe('what a session is about', () => {
  it('is its description where it has one', () => {
    expect(descriptionOf({ description: 'In short.' }, 'At length.')).toBe('In short.');
  });

  it('is otherwise the first paragraph, without its marks', () => {
    const body = '\n## Why\n\nThe **tide** is _in_, see [the map](/venue/) and `rope`.\n\nMore.\n';
    expect(descriptionOf({}, body)).toBe('The tide is in, see the map and rope.');
  });

  it('ends at a word where the paragraph is long', () => {
    const about = descriptionOf({}, 'many words, '.repeat(40));
    expect(about).toMatch(/^(many words, )+many( words)?…$/);
    expect(about.length).toBeLessThanOrEqual(200);
  });

  it('is empty where nothing is said', () => {
    expect(descriptionOf({}, '\n')).toBe('');
  });
});

/** What exports say of a session whose abstract is this. */
function exported(text: string, path = 'sessions/one.md') {
  const bodies = new Map([['one', { text, path }]]);
  const { descriptions, abstracts } = sessionTexts([{ slug: 'one' }], bodies, {
    site: 'https://example.org/2026/',
  });
  return { plain: descriptions.get('one'), markdown: abstracts.get('one') };
}

describe('the text of an abstract outside the pages', () => {
  it.each([
    ['2 < 3 and 4 > 1', '2 < 3 and 4 > 1'],
    [String.raw`\<b> bold \</b>`, '<b> bold </b>'],
    ['AT&amp;T and R&D', 'AT&T and R&D'],
    [String.raw`a \{x\} b`, 'a {x} b'],
    [String.raw`snake_case_name and 2\*3\*4`, 'snake_case_name and 2*3*4'],
    ['[The map][m], ![the quay](./quay.jpg)\n\n[m]: /venue/', 'The map, the quay'],
    ['- one\n- two\n  words', 'one two words'],
    ['> Said **so**.', 'Said so.'],
    ['line\\\nbreak', 'line break'],
    ['```\ncode\n```\n\nWords.', 'Words.'],
    ['| a |\n| - |\n| b |\n\nWords.', 'Words.'],
    ['[x] undefined[^1]\n\n[^1]: Note', '[x] undefined'],
  ])('has the words of the page for %j', (text, words) => {
    expect(exported(text).plain).toBe(words);
  });

  it('leaves out components of MDX and keeps the words inside them', () => {
    const text = '<Notice title="N">\n\nThe \\{tide\\} <br /> is in.\n\n</Notice>\n\n<KeyFacts />';
    expect(exported(text, 'sessions/one.mdx').plain).toBe('The {tide} is in.');
  });

  it('breaks no character where it ends', () => {
    expect(exported('\u{1f6f3}'.repeat(300)).plain?.isWellFormed()).toBe(true);
  });

  it.each([
    [
      'See [the map](/venue/#door) *now*.',
      'See [the map](https://example.org/2026/venue/#door) *now*.',
    ],
    ['[Up](#top)', '[Up](https://example.org/2026/programme/one/#top)'],
    ['[M][m]\n\n[m]: /plan.pdf "Plan"', '[M](https://example.org/2026/plan.pdf)'],
    ['https://example.org/a_b_c', undefined],
    [String.raw`**2 < 3**, AT&amp;T, \{x\}`, '**2 < 3**, AT&T, {x}'],
    [String.raw`\<b>, &amp;lt; and \*`, String.raw`\<b>, \&lt; and *`],
    ['1. a\n2. b\n\n   c\n\n- [ ] d', '1. a\n2. b\n\n   c\n\n- d'],
    ['> a\n>\n> b', '> a\n>\n> b'],
    ['| a | b |\n|--|--:|\n| `1` | 2 |', '| a | b |\n| --- | --- |\n| `1` | 2 |'],
    ['Term\n: One thing\n: Another', '**Term**\n\nOne thing\n\nAnother'],
    [String.raw`1\. no list`, String.raw`1\. no list`],
    ['## A heading\n\nand\\\nlines', '## A heading\n\nand\\\nlines'],
  ])('is Markdown with complete addresses and no needless signs for %j', (text, markdown) => {
    expect(exported(text).markdown).toBe(markdown);
  });

  it.each([
    'a * b, 2*3*4, _x_, **y**, `c|d`, [q](https://example.org/a(b)), <i>no</i>',
    String.raw`\# not a heading` + '\n\n' + String.raw`\- not a list` + '\n\n    code\n\n***',
    '- a\n\n  - b\n- c\n\n1) d\n\n| x |\n| - |\n| y\\|z |',
    '\\[words](/x/) and \\![alt](x) and \\~~no~~ and a\\_b \\_c\\_ \\`d\\`',
  ])('gives itself when it is written again from %j', (text) => {
    const once = exported(text).markdown ?? exported(text).plain ?? '';
    expect(exported(once).markdown ?? exported(once).plain).toBe(once);
    expect(exported(once).plain).toBe(exported(text).plain);
  });
});
