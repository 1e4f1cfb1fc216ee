import { Document, isMap, isNode, isScalar, parseDocument } from 'yaml';
import { datesAsWritten } from '../../../programme/session.ts';
import { ImportError } from '../read/imported.ts';

/** Keeps documents as their editors wrote them: no line wrapped, no space added. */
export const asWritten = { lineWidth: 0, flowCollectionPadding: false, singleQuote: true } as const;

// Some YAML readers take such words for a number or a date.
const risky = /^[-+.\d][-+.,:_\d\sexobtz]*$/i;

/** A Markdown file with frontmatter, to read and change in memory. Nothing is written to disk. */
export interface OpenFile {
  /** The path from the content folder: `sessions/opening.md`. */
  readonly path: string;
  /** The current frontmatter, with dates as written. */
  readonly frontmatter: unknown;
  readonly body: string;
  /** Sets the value of a key; undefined removes it. Comments and the order of keys stay. */
  readonly set: (key: string, value: unknown) => void;
  readonly setBody: (markdown: string) => void;
  /** The whole text of the file; the original if nothing has changed. */
  readonly text: () => string;
}

const timeKeys = /^(day|start|end|added|updated|cancelled_since)$/;

/** A key with its value as written lines, without the last line break. */
function fragmentOf(key: string, value: unknown): string {
  const document = new Document({});
  const node = document.createNode(value);
  const words = !timeKeys.test(key);
  if (isScalar(node) && typeof value === 'string' && words && risky.test(value)) {
    node.type = 'QUOTE_SINGLE';
  }
  document.set(key, node);
  return document.toString(asWritten).trimEnd();
}

/** Where a key starts in a text, and where its value ends; undefined if it is not there. */
function placeOf(text: string, key: string): { start: number; end: number } | undefined {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return undefined;
  const pair = contents.items.find((entry) => isScalar(entry.key) && entry.key.value === key);
  const start = isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  const end = isNode(pair?.value) ? pair.value.range?.[1] : undefined;
  if (start === undefined || end === undefined) return undefined;
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** Frontmatter with the value of a key. Every other line stays as it is, byte for byte. */
function withKey(text: string, key: string, value: unknown): string {
  const place = placeOf(text, key);
  if (place === undefined) return value === undefined ? text : `${text}${fragmentOf(key, value)}\n`;
  const { start, end } = place;
  if (value !== undefined) return text.slice(0, start) + fragmentOf(key, value) + text.slice(end);
  const next = text.indexOf('\n', end);
  return text.slice(0, start) + (next === -1 ? '' : text.slice(next + 1));
}

/**
 * Opens a Markdown file.
 * @throws ImportError if its frontmatter cannot be read.
 */
export function openFile(path: string, written: string): OpenFile {
  const text = written.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const [, read, rest = ''] = /^---[ \t]*\n([^]*?)(?<=\n)---[ \t]*(?:\n|$)([^]*)$/.exec(text) ?? [];
  if (read === undefined || parseDocument(read).errors.length > 0) {
    throw new ImportError(`the frontmatter of ${path} cannot be read`);
  }
  const lineEnd = written.includes('\r\n') ? '\r\n' : '\n';
  let frontmatter = read;
  let body = rest;
  return {
    path,
    get frontmatter(): unknown {
      return datesAsWritten(parseDocument(frontmatter).toJS());
    },
    body: rest,
    set: (key, value) => {
      frontmatter = withKey(frontmatter, key, value);
    },
    setBody: (markdown) => {
      body = markdown === '' ? '' : `\n${markdown}\n`;
    },
    text: () =>
      frontmatter === read && body === rest
        ? written
        : `---\n${frontmatter}---\n${body}`.replaceAll('\n', lineEnd),
  };
}

/** A file that does not exist yet. Keys without a value are left out. */
export function newFile(
  path: string,
  frontmatter: Readonly<Record<string, unknown>>,
  body: string,
): OpenFile {
  const file = openFile(path, '---\n---\n');
  for (const [key, value] of Object.entries(frontmatter)) {
    if (value !== undefined) file.set(key, value);
  }
  file.setBody(body);
  return file;
}
