import ts from 'typescript';

/** The words of a call such as `it.skipIf(…).each(…)(…)`: `it`, `skipIf`, `each`. */
function wordsOf(callee: ts.Expression): string[] {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isCallExpression(callee)) return wordsOf(callee.expression);
  if (ts.isTaggedTemplateExpression(callee)) return wordsOf(callee.tag);
  if (!ts.isPropertyAccessExpression(callee)) return [];
  return [...wordsOf(callee.expression), callee.name.text];
}

/** A title in backticks; undefined if it is not a literal. */
function titleOf(node: ts.Expression | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return `\`${node.text}\``;
  if (!ts.isTemplateExpression(node)) return undefined;
  const texts = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
  return `\`${texts.map(({ text }) => text).join('${…}')}\``;
}

interface TitledCall {
  readonly title: string;
  readonly isGroup: boolean;
  readonly isSkipped: boolean;
}

/** The title of a node that starts a test or a group of tests. */
function titledCall(node: ts.Node): TitledCall | undefined {
  if (!ts.isCallExpression(node) || node.arguments.length < 2) return undefined;
  const words = wordsOf(node.expression);
  const title = titleOf(node.arguments[0]);
  if (title === undefined || !/^(describe|it|test)$/.test(words[0] ?? '')) return undefined;
  const isSkipped = words.some((word) => /^(skip|todo|fixme|fails?)$/.test(word));
  return { title, isGroup: words.includes('describe'), isSkipped };
}

/**
 * The titles of the tests in a source and of their groups, each after its own groups: `` `group` ›
 * `test` ``. A value in a template is `${…}`. Tests that are always skipped are left out.
 */
export function titlesIn(source: string): Set<string> {
  const titles = new Set<string>();
  const visit = (node: ts.Node, groups: readonly string[]): void => {
    const call = titledCall(node);
    if (call?.isSkipped === true) return;
    const path = call === undefined ? groups : [...groups, call.title];
    if (call?.isGroup === false) {
      for (const [index] of path.entries()) titles.add(path.slice(0, index + 1).join(' › '));
    } else ts.forEachChild(node, (child) => visit(child, path));
  };
  visit(ts.createSourceFile('a.test.ts', source, ts.ScriptTarget.Latest), []);
  return titles;
}
