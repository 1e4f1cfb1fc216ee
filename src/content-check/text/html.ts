import { authorComponents, authorElements } from '../../event/author-components.ts';
import { collections } from '../../programme/collections.ts';
import type { Words } from '../../explain/explain-codes.ts';
import { type Body, ofType } from '../source/body.ts';
import { unknownComponent } from '../source/component-words.ts';
import type { Finding } from '../source/mistake.ts';

function wordsFor(html: string, path: string): Words | undefined {
  if (html.startsWith('<!--')) {
    return ['there is a comment in the page, where anyone can read it', 'Remove it.'];
  }
  if (html.startsWith('</')) return undefined;
  const name = /^<([A-Za-z][\w-]*)/.exec(html)?.[1];
  if (name === undefined)
    return ['the line contains code, which is not allowed in content', 'Remove it.'];
  if (!authorComponents.has(name) && !authorElements.has(name)) return unknownComponent(name);
  const { folder } = collections.sessions;
  const remedy = path.startsWith(folder)
    ? `Rename the file to "${path.replace(/^.*\//, '')}x".`
    : 'Remove it.';
  return [`<${name}> does not work in a ".md" file`, remedy];
}

/** The HTML and components in a Markdown body, which allows neither. */
export function htmlFindings({ nodes }: Body, path: string): Finding[] {
  return nodes.filter(ofType('html')).flatMap(({ line, node }): Finding[] => {
    const words = wordsFor(node.value.trim(), path);
    return words === undefined ? [] : [{ line, what: words[0], remedy: words[1] }];
  });
}
