import { expect, it } from 'vitest';
import { bindPage } from './bound-page.ts';

const shown = (html: string): string => bindPage(html).replaceAll('\u00a0', '~');

it('binds the text of a page, title, heading and prose each by its own rules', () => {
  expect(
    shown('<h1>Conference on Returning Foreign Fighters</h1><p>They met on 25 January 2017.</p>'),
  ).toBe('<h1>Conference on~Returning~Foreign Fighters</h1><p>They met on~25~January~2017.</p>');
});

it.each([
  '<head><title>The Hague on 25 January</title></head>',
  '<script type="application/ld+json">{"name": "The Hague", "tag": "</b>"}</script>',
  '<pre>25 January</pre>',
  '<textarea>25 January</textarea>',
  '<select><option>New Zealand</option></select>',
  '<!-- <p>25 January</p> -->',
  '<a title="25 January > 24 January" href="/">x</a>',
  '<svg><text>The Hague</text></svg>',
])('leaves %s as it is', (html) => {
  expect(bindPage(html)).toBe(html);
});

it('binds text after what it leaves', () => {
  expect(shown('<pre>25 January</pre><p>25 January</p>')).toBe(
    '<pre>25 January</pre><p>25~January</p>',
  );
});

it('binds the last words through links and marks, and not the edges of a link', () => {
  expect(shown('<p>See the page of <a href="/"> the site</a> </p>')).toBe(
    '<p>See the page of~<a href="/">the~site</a> </p>',
  );
  expect(shown('<li><a href="/">Learning from others </a> </li>')).toBe(
    '<li><a href="/">Learning from~others </a> </li>',
  );
});
