import type { Definition, Question } from '../form/definition.ts';
import { mostBytes } from '../form/types/types.ts';

/** Bytes for the record's own fields: version, reference, time, form, key and the punctuation round them. */
const ownFields = 512;
const step = 4096;

function nameBytes({ name }: Question): number {
  return name.length + '"":"",'.length;
}

function bytesOf(question: Question): number {
  return nameBytes(question) + mostBytes(question);
}

function inSteps(sizes: readonly number[]): number {
  const needed = sizes.reduce((sum, size) => sum + size, 0);
  return Math.ceil(needed / step) * step;
}

/** How a form's answers are sealed: which of them apart, and how large the two parts are. */
export interface SealedParts {
  /** The names of the questions whose answers are deleted first. */
  readonly first: readonly string[];
  /** The size in bytes that the record is padded to. */
  readonly recordSize: number;
  /** The size in bytes that the answers which are deleted first are padded to. */
  readonly firstSize: number;
}

/**
 * The parts that a form's registrations are sealed in. All registrations of a form are padded alike, to
 * what the longest answers need, rounded up to whole 4 KiB: a length tells nothing of the answers, not
 * even whether there is one.
 */
export function sealedParts({ sections }: Pick<Definition, 'sections'>): SealedParts {
  const questions = sections.flatMap((section) => section.questions);
  const first = questions.filter((question) => question.deleted_first);
  const rest = questions.filter((question) => !question.deleted_first);
  return {
    first: first.map(({ name }) => name),
    recordSize: inSteps([ownFields, ...first.map(nameBytes), ...rest.map(bytesOf)]),
    firstSize: inSteps(['{}'.length, ...first.map(bytesOf)]),
  };
}

/**
 * The value as JSON in exactly `size` bytes: the spaces behind it stay valid JSON, so that any tool can
 * read what `age --decrypt` prints.
 * @throws Error where it does not fit.
 */
export function padded(value: unknown, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).fill(0x20);
  const json = JSON.stringify(value);
  const { read } = new TextEncoder().encodeInto(json, bytes);
  if (read < json.length) throw new Error(`A record is longer than its ${size} bytes.`);
  return bytes;
}
