import { Decrypter } from 'age-encryption';
import type { Definition } from '../form/definition.ts';
import { openAnswers, sealAnswers } from './early-deleted-answers.ts';
import {
  fromJson,
  sealedRecordSchema,
  type Answer,
  type OpenedRecord,
  type RegistrationRecord,
  type SealedRecord,
} from '../record/record.ts';
import { recordAndChanges } from './changed-record.ts';
import { encryptTo, type EncryptTo } from './encrypt.ts';
import { padded, sealedParts } from './padding.ts';
import type { StoredRegistration } from '../store/store.ts';

/** A registration's sealed parts. */
export type Sealed = Pick<StoredRegistration, 'sealed' | 'sealedEarly'>;

/** Turns a record into bytes that only the organisers can open. */
export type Seal = (record: RegistrationRecord) => Promise<Sealed>;

function answersTo(
  questions: readonly string[],
  answers: Readonly<Record<string, Answer>>,
): { first: Record<string, Answer>; rest: Record<string, Answer> } {
  const entries = Object.entries(answers);
  return {
    first: Object.fromEntries(entries.filter(([name]) => questions.includes(name))),
    rest: Object.fromEntries(entries.filter(([name]) => !questions.includes(name))),
  };
}

/**
 * Seals a form's records to one or more age public keys (`age1…`). Each holder can open them alone.
 * Early-deleted answers are sealed apart, by a key in the record: deleting their bytes deletes the
 * answers, and needs no private key. A second age file would do the same at twice the cost, nearly
 * all of it for wrapping its key. A record that is longer than the form allows is refused. Format:
 * https://age-encryption.org/v1.
 * @throws Error with one sentence if there is no recipient, or one is not an age public key.
 */
export function sealTo(
  recipients: readonly string[],
  definition: Pick<Definition, 'sections'>,
  encryption: EncryptTo = encryptTo,
): Seal {
  const encryptBytes = encryption(recipients);
  const { first: questions, recordSize, firstSize } = sealedParts(definition);
  const encrypt = (record: unknown) => encryptBytes(padded(record, recordSize));
  return async (record) => {
    if (questions.length === 0) return { sealed: await encrypt({ version: 2, ...record }) };
    const { first, rest } = answersTo(questions, record.answers);
    const { key, sealed: sealedEarly } = await sealAnswers(first, firstSize);
    const held = { version: 2, ...record, answers: rest, first: { questions, key } };
    return { sealed: await encrypt(held), sealedEarly: sealedEarly };
  };
}

/**
 * Opens stored registrations with one or more age identities (`AGE-SECRET-KEY-1…`). age does not
 * prove who sealed a file, so a record only counts under its own reference and time: a record that
 * was moved to another row does not open.
 * @throws Error with one sentence if an identity is invalid. The function it returns rejects with
 * one sentence, which never holds an answer, if a registration cannot be opened.
 */
export function openWith(
  identities: readonly string[],
): (stored: StoredRegistration) => Promise<OpenedRecord> {
  const decrypter = new Decrypter();
  for (const identity of identities) {
    try {
      decrypter.addIdentity(identity);
    } catch (cause) {
      // The message may be printed, and the identity is a secret: do not quote it.
      throw new Error('A line of the key file is not an age identity (AGE-SECRET-KEY-1…).', {
        cause,
      });
    }
  }
  return async (stored) => {
    const [sealed, changes] = recordAndChanges(stored.sealed);
    const record = await opened(decrypter, sealed);
    if (record.reference !== stored.reference || record.receivedAt !== stored.receivedAt) {
      throw new Error('It holds the record of another registration.');
    }
    const whole = await withFirst(record, stored.sealedEarly);
    if (changes === undefined) return whole;
    const { reference, answers } = await opened(decrypter, changes);
    if (reference !== stored.reference)
      throw new Error('Its changes belong to another registration.');
    return { ...whole, answers: { ...whole.answers, ...answers } };
  };
}

async function opened(decrypter: Decrypter, sealed: Uint8Array): Promise<SealedRecord> {
  let text: string;
  try {
    text = await decrypter.decrypt(sealed, 'text');
  } catch (cause) {
    throw new Error('It is damaged, or sealed to another key.', { cause });
  }
  const record = sealedRecordSchema.safeParse(fromJson(text));
  if (!record.success) throw new Error('It does not hold a record of version 1 or 2.');
  return record.data;
}

/**
 * The record with the answers that were sealed apart, or with the names of those that are deleted.
 */
async function withFirst(
  record: SealedRecord,
  sealed: Uint8Array | undefined,
): Promise<OpenedRecord> {
  const { reference, receivedAt, form, answers } = record;
  const own = { reference, receivedAt, form };
  if (record.version === 1 || record.first === undefined) return { ...own, answers, deleted: [] };
  const { key, questions } = record.first;
  if (sealed === undefined) return { ...own, answers, deleted: questions };
  const first = await openAnswers({ key, sealed });
  return { ...own, answers: { ...answers, ...first }, deleted: [] };
}
