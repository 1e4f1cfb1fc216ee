import { describe, expect, it } from 'vitest';
import { joined, safeMarkdown, wordsIn } from './safe-markdown.ts';

describe('a foreign text as Markdown', () => {
  it.each([
    ['<p>Hi <b>you</b>,<br>there</p><ul><li>one</li></ul>', 'Hi **you**,\\\nthere\n\n- one'],
    ['<p>Come</p><script>steal()</script><style>p{}</style><iframe src="x"></iframe>', 'Come'],
    ['<p>&lt;script&gt;x&lt;/script&gt;</p>', String.raw`\<script>x\</script>`],
    ['A List<String> and <Foo bar={1} />', String.raw`A List\<String> and \<Foo bar=\{1\} />`],
    ['Of {expressions}', String.raw`Of \{expressions\}`],
    ['# Heading\n\nText', '**Heading**\n\nText'],
    ['<h1>Heading</h1>Text', '**Heading**\n\nText'],
    ['![a quay](quay.png) <img src="/x.png" alt="a rope" onerror="x()">', 'a quay a rope'],
    ['[on the Web](https://a.example/b) [here](/b)', '[on the Web](https://a.example/b) here'],
    ['[no](javascript:alert(1)) <a href="data:x">way</a>', 'no way'],
    ['Write to ann@quays.example.', 'Write to (e-mail address removed).'],
    ['<a href="mailto:ann@quays.example">Ann</a>', 'Ann'],
    ['Follow @ann@social.example', 'Follow @ann@social.example'],
    ['\n      Set in\n      a file\n\n      by spaces\n', 'Set in a file\n\nby spaces'],
    ['<!-- not for all -->Text\u0007', 'Text'],
    ['', ''],
  ])('makes of %j %j', (text, markdown) => {
    expect(safeMarkdown(text)).toBe(markdown);
  });

  it('is the same when it is read again', () => {
    const once = safeMarkdown('<p>a &lt;b&gt; {c} <i>d</i> *e*</p><ol><li>f</li></ol>');
    expect(safeMarkdown(once)).toBe(once);
  });
});

describe('the words of a text', () => {
  it('are the same whatever signs stand around them', () => {
    expect(wordsIn('A *rope*, [two](https://a.example)')).toBe(wordsIn('a rope two.'));
  });
});

describe('an abstract of several parts', () => {
  it('says what stands in two of them once', () => {
    expect(joined([undefined, 'Ropes.', '<p>Ropes.</p><p>And knots.</p>'])).toBe(
      'Ropes.\n\nAnd knots.',
    );
  });
});

describe('the shape of a text', () => {
  it.each([
    [
      'a table of HTML',
      '<table><tr><th>Time</th><th>What</th></tr><tr><td>09:00</td><td>Tea | cake</td></tr></table>',
      '| Time | What |\n| --- | --- |\n| 09:00 | Tea \\| cake |',
    ],
    ['a table of Markdown', 'a | b\n--|--\n1 | 2', '| a | b |\n| --- | --- |\n| 1 | 2 |'],
    ['a list in a list', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n    - b\n- c'],
  ])('stays that of %s', (_, text, markdown) => {
    expect(safeMarkdown(text)).toBe(markdown);
  });
});
