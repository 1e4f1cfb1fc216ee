import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { explain } from '../../explain/explain.ts';
import type { Path } from '../../explain/explain-shape.ts';
import type { z } from 'zod';
import { spaceFindings } from './characters.ts';
import type { Finding } from './mistake.ts';
import { type ParsedYaml, yamlWords } from './yaml-words.ts';

/** A YAML text with its positions. */
export interface YamlSource {
  /** The parsed value; undefined if the text is unreadable. */
  readonly value: unknown;
  /** The line of a path, from 1: that of its key, or of its entry in a list. */
  readonly lineOf: (path: Path) => number;
  /** The mistakes in the text as YAML. */
  readonly broken: Finding[];
}

// After these errors the rest of the file is still readable. After any other, the errors that
// follow are mostly echoes.
const contained = new Set([
  'DUPLICATE_KEY',
  'BAD_SCALAR_START',
  'TAG_RESOLVE_FAILED',
  'BAD_DQ_ESCAPE',
  'TAB_AS_INDENT',
]);

function offsetOf(document: ParsedYaml, path: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair === undefined) break;
      offset = (isNode(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      offset = (isNode(node) ? node.range?.[0] : undefined) ?? offset;
    }
  }
  return offset;
}

function errorsOf(text: string, document: ParsedYaml): { offset: number; words: Finding }[] {
  const errors = [...document.errors, ...document.warnings];
  const tabs = errors.some(({ code }) => code === 'TAB_AS_INDENT');
  const first = tabs ? undefined : errors.find(({ code }) => !contained.has(code));
  return errors
    .filter((error) => contained.has(error.code) || error === first)
    .map((error) => {
      const { offset, words } = yamlWords({ text, document, error });
      return { offset, words: { line: 0, what: words[0], remedy: words[1] } };
    });
}

/** Where a value begins with a sign that YAML takes for its own, although the text is readable. */
function swallowedStarts(document: ParsedYaml): { offset: number; sign: string }[] {
  const starts: { offset: number; sign: string }[] = [];
  visit(document, {
    Alias: (_, node) => void starts.push({ offset: node.range?.[0] ?? 0, sign: '*' }),
    Value: (_, node) => {
      if (node.anchor !== undefined) starts.push({ offset: node.range?.[0] ?? 0, sign: '&' });
    },
  });
  return starts;
}

/** Where a value in words ends at a sign that begins a remark. Beside a number, a remark is one. */
function cutShort(text: string, document: ParsedYaml): number[] {
  const offsets: number[] = [];
  visit(document, {
    Scalar: (_, { type, value, range }) => {
      if (type !== 'PLAIN' || typeof value !== 'string' || !/\p{L}/u.test(value)) return;
      if (/^[ \t]+#/.test(text.slice(range?.[1]))) offsets.push(range?.[0] ?? 0);
    },
  });
  return offsets;
}

/**
 * Reads a YAML text and the positions of its keys. Frontmatter begins on the second line of its
 * file, and as a whole counts as being on the first. Dates stay as written.
 */
export function readYaml(text: string, place: 'file' | 'frontmatter' = 'file'): YamlSource {
  const above = place === 'file' ? 0 : 1;
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    logLevel: 'error',
  });
  const lineAt = (offset: number) => lineCounter.linePos(offset).line + above;
  const wrong = errorsOf(text, document);
  // The errors are echoes of a space that YAML does not take for one.
  const spaces = wrong.length === 0 ? [] : spaceFindings(text);
  const errors = spaces.length > 0 ? [] : wrong;
  const broken = [
    ...spaces.map((one) => ({ ...one, line: one.line + above })),
    ...errors.map(({ offset, words }) => ({ ...words, line: lineAt(offset) })),
  ];
  const starts = swallowedStarts(document);
  for (const { offset, sign } of starts) {
    const line = lineAt(offset);
    if (broken.some((finding) => finding.line === line)) continue;
    const remedy = 'Put it in quotation marks.';
    broken.push({ line, what: `a value may not start with ${sign}`, remedy });
  }
  for (const offset of cutShort(text, document)) {
    const what = 'what follows the sign # is left out, because a space stands before it';
    const remedy = 'Put the whole value in quotation marks, or a remark on a line of its own.';
    broken.push({ line: lineAt(offset), what, remedy });
  }
  const readable =
    spaces.length === 0 && document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  return {
    value: readable && starts.length === 0 ? document.toJS() : undefined,
    lineOf: (path) => (path.length === 0 ? 1 : lineAt(offsetOf(document, path))),
    broken,
  };
}

/** The mistakes in a YAML text by its schema, with lines; none if it is unreadable. */
export function schemaFindings(schema: z.ZodType, source: YamlSource): Finding[] {
  if (source.value === undefined) return [];
  return explain(schema, source.value).map(({ path, what, remedy }) => ({
    line: source.lineOf(path),
    what,
    remedy,
  }));
}
