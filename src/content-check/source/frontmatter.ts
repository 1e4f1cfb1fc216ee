import { choiceOf } from '../../explain/nearest.ts';
import type { Finding } from './mistake.ts';

/**
 * The frontmatter of a text, between `---` on its first line and the next `---`; undefined if there
 * is none.
 */
export function frontmatterIn(text: string): string | undefined {
  return /^---[ \t]*\n([^]*?)(?<=\n)---[ \t]*(?:\n|$)/.exec(text)?.[1];
}

/** What is wrong with a text without frontmatter, and whether its body is readable anyway. */
interface Lack {
  readonly finding: Finding;
  readonly bodyReadable: boolean;
}

/** Why a text has no frontmatter. `thing` is what the file holds, `keys` are its first keys. */
export function lackOf(text: string, thing: string, keys: readonly string[]): Lack {
  if (/^\s+---\n/.test(text)) {
    const what = 'there are blank lines above the frontmatter';
    return { finding: { line: 1, what, remedy: 'Remove them.' }, bodyReadable: false };
  }
  if (text.startsWith('---\n')) {
    const what = 'the frontmatter that starts here is never closed';
    const remedy = 'Write a line "---" below the last key.';
    return { finding: { line: 1, what, remedy }, bodyReadable: false };
  }
  const all = choiceOf(keys.map((key) => `${key}:`)).replace(' or ', ' and ');
  const remedy = `Start it with a line "---", then ${all}, then a line "---".`;
  const finding = { line: 1, what: `the ${thing} has no frontmatter`, remedy };
  return { finding, bodyReadable: true };
}
