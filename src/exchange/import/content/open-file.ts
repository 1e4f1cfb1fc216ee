import { type Document, isNode, isScalar, parseDocument } from 'yaml';
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

function setIn(document: Document, key: string, value: unknown): void {
  const before = document.get(key, true);
  if (value === undefined) {
    document.delete(key);
    return;
  }
  const node = document.createNode(value);
  const words = !timeKeys.test(key);
  if (isScalar(node) && typeof value === 'string' && words && risky.test(value)) {
    node.type = 'QUOTE_SINGLE';
  }
  if (isNode(before) && isNode(node)) {
    Object.assign(node, { comment: before.comment, spaceBefore: before.spaceBefore });
  }
  document.set(key, node);
}

/**
 * Opens a Markdown file.
 * @throws ImportError if its frontmatter cannot be read.
 */
export function openFile(path: string, written: string): OpenFile {
  const text = written.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const [, frontmatter, rest = ''] =
    /^---[ \t]*\n([^]*?)(?<=\n)---[ \t]*(?:\n|$)([^]*)$/.exec(text) ?? [];
  const document = parseDocument(frontmatter ?? '');
  if (frontmatter === undefined || document.errors.length > 0) {
    throw new ImportError(`the frontmatter of ${path} cannot be read`);
  }
  let body = rest;
  let changed = false;
  return {
    path,
    get frontmatter(): unknown {
      return datesAsWritten(document.toJS());
    },
    body: rest,
    set: (key, value) => {
      setIn(document, key, value);
      changed = true;
    },
    setBody: (markdown) => {
      body = markdown === '' ? '' : `\n${markdown}\n`;
      changed = true;
    },
    text: () => (changed ? `---\n${document.toString(asWritten)}---\n${body}` : written),
  };
}

/** A file that does not exist yet. Keys without a value are left out. */
export function newFile(
  path: string,
  frontmatter: Readonly<Record<string, unknown>>,
  body: string,
): OpenFile {
  const file = openFile(path, '---\n\n---\n');
  for (const [key, value] of Object.entries(frontmatter)) {
    if (value !== undefined) file.set(key, value);
  }
  file.setBody(body);
  return file;
}
