import type { Definition, Question } from '../form/definition.ts';
import { mostBytes } from '../form/types/types.ts';

/** Bytes for the record's own fields: version, reference, time, form, key and punctuation. */
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

/** Which answers of a form are sealed apart, and how large both parts are. */
export interface SealedParts {
  /** The names of the questions whose answers are deleted early. */
  readonly first: readonly string[];
  /** The size in bytes to which the record is padded. */
  readonly recordSize: number;
  /** The size in bytes to which the early-deleted answers are padded. */
  readonly firstSize: number;
}

/**
 * The sealed parts of a form's registrations. All are padded alike: to the size of the longest
 * answers, rounded up to 4 KiB. The length reveals nothing of the answers, not even whether there
 * are any.
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
 * The value as JSON in exactly `size` bytes. The padding is spaces, which keep the JSON valid, so
 * that any tool can read what `age --decrypt` prints.
 * @throws Error if it does not fit.
 */
export function padded(value: unknown, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).fill(0x20);
  const json = JSON.stringify(value);
  const { read } = new TextEncoder().encodeInto(json, bytes);
  if (read < json.length) throw new Error(`A record is longer than its ${size} bytes.`);
  return bytes;
}
