import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { explain } from '../../explain/explain.ts';
import type { Path } from '../../explain/explain-shape.ts';
import type { z } from 'zod';
import type { Finding } from './mistake.ts';
import { type ParsedYaml, yamlWords } from './yaml-words.ts';

/** A YAML text with its positions. */
export interface YamlSource {
  /** What the text says; undefined where it cannot be read. */
  readonly value: unknown;
  /** The line of a place, counted from 1: of its key, or of its entry in a list. */
  readonly lineOf: (path: Path) => number;
  /** What is wrong with the text as YAML. */
  readonly broken: Finding[];
}

// An error of these kinds leaves the rest of the file readable; after any other, those that follow
// are mostly its echoes.
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

function aliasesOf(document: ParsedYaml): number[] {
  const offsets: number[] = [];
  visit(document, { Alias: (_, node) => void offsets.push(node.range?.[0] ?? 0) });
  return offsets;
}

/**
 * Reads a YAML text and where its keys stand. Frontmatter begins on the second line of its file, and
 * the whole of it counts as standing on the first. Dates stay as they are written.
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
  const broken = errorsOf(text, document).map(({ offset, words }) => ({
    ...words,
    line: lineAt(offset),
  }));
  const aliases = aliasesOf(document);
  for (const line of aliases.map(lineAt)) {
    if (broken.some((finding) => finding.line === line)) continue;
    const remedy = 'Put it in quotation marks.';
    broken.push({ line, what: 'a value may not start with *', remedy });
  }
  const readable = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  return {
    value: readable && aliases.length === 0 ? document.toJS() : undefined,
    lineOf: (path) => (path.length === 0 ? 1 : lineAt(offsetOf(document, path))),
    broken,
  };
}

/** What is wrong with a YAML text by its schema, with lines; nothing where it cannot be read. */
export function schemaFindings(schema: z.ZodType, source: YamlSource): Finding[] {
  if (source.value === undefined) return [];
  return explain(schema, source.value).map(({ path, what, remedy }) => ({
    line: source.lineOf(path),
    what,
    remedy,
  }));
}
