import { authorComponents } from '../../event/author-components.ts';
import type { Words } from '../../explain/explain-codes.ts';
import { nearest } from '../../explain/nearest.ts';

const markdownFor: ReadonlyMap<string, string> = new Map([
  ['a', 'Write [words](/address/).'],
  ['img', 'Write ![alternative text](picture.jpg).'],
  ['b', 'Write **words**.'],
  ['strong', 'Write **words**.'],
  ['em', 'Write *words*.'],
  ['p', 'Leave a blank line between paragraphs.'],
  ['ul', 'Start each entry with "- ".'],
  ['ol', 'Start each entry with "1. ".'],
  ['li', 'Start each entry with "- ".'],
  ['hr', 'Write "---" between two blank lines.'],
  ['blockquote', 'Write <Quote>.'],
  ['figure', 'Write <Figure caption="…">.'],
  ['code', 'Write the words between two `.'],
]);

/** The words for a component or element that authors may not use. */
export function unknownComponent(name: string): Words {
  const heading = /^h([1-6])$/.exec(name)?.[1];
  if (heading !== undefined) {
    return [`<${name}> is HTML`, `Write "${'#'.repeat(Math.max(2, Number(heading)))} words".`];
  }
  const markdown = markdownFor.get(name);
  if (markdown !== undefined) return [`<${name}> is HTML`, markdown];
  const known = [...authorComponents.keys()];
  const near = nearest(name, known);
  return [
    `there is no component <${name}>`,
    near === undefined ? `The components are ${known.join(', ')}.` : `Did you mean <${near}>?`,
  ];
}
