import { wordsOf } from '../../markdown/read-markdown.ts';
import { type Body, ofType } from '../source/body.ts';
import type { Finding } from '../source/mistake.ts';

/**
 * The headings that break a body's outline. The page's title is level 1, so the body begins at
 * level 2, and going down skips no level (WCAG 2.2, technique G141).
 */
export function headingFindings({ nodes }: Body): Finding[] {
  let above = 1;
  return nodes.filter(ofType('heading')).flatMap(({ line, node }): Finding[] => {
    const words = wordsOf(node).trim();
    const deepest = above + 1;
    above = Math.max(2, node.depth);
    if (words === '') {
      return [
        { line, what: 'the heading has no words', remedy: 'Write them, or remove the line.' },
      ];
    }
    if (node.depth === 1) {
      const what = `the heading "${words}" is at level 1, which is the page title`;
      return [{ line, what, remedy: `Write "## ${words}".` }];
    }
    if (node.depth <= deepest) return [];
    above = deepest;
    const what = `the heading "${words}" has level ${node.depth}, under a heading of level ${deepest - 1}`;
    return [{ line, what, remedy: `Write "${'#'.repeat(deepest)} ${words}".` }];
  });
}
