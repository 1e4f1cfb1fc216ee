import { Decrypter, Encrypter } from 'age-encryption';
import { z } from 'zod';
import type { Definition, Question } from './definition.ts';
import type { StoredRegistration } from './store.ts';

const recordSchema = z.strictObject({
  version: z.literal(1),
  reference: z.string(),
  receivedAt: z.string(),
  form: z.string(),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string()), z.boolean()])),
});

/** An answer: text or a choice's value, the values of several choices, or a consent. */
export type Answer = string | readonly string[] | boolean;

/** What is sealed: one registration in full, with the version of the form that it answers. */
export interface RegistrationRecord {
  readonly version: 1;
  readonly reference: string;
  /** ISO 8601, in UTC. */
  readonly receivedAt: string;
  readonly form: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

/** Turns a record into the bytes of an age file that only the organisers can open. */
export type Seal = (record: RegistrationRecord) => Promise<Uint8Array>;

/** Bytes for the record's own fields: version, reference, time, form and the punctuation round them. */
const ownFields = 512;
const step = 4096;

/** The most code points of an answer whose question sets no limit itself; an address: RFC 5321. */
const longest = { 'e-mail': 254, telephone: 64, country: 16, consent: 8 } as const;

/** UTF-8 takes at most four bytes for a code point, and JSON's escapes at most two. */
function bytesOf(question: Question): number {
  const name = question.name.length + '"":"",'.length;
  switch (question.type) {
    case 'text':
    case 'long text':
      return name + 4 * question.limit;
    case 'choice':
      return name + Math.max(...question.options.map(({ value }) => value.length));
    case 'several choices':
      return name + question.options.reduce((sum, { value }) => sum + value.length + 3, 2);
    default:
      return name + 4 * longest[question.type];
  }
}

/**
 * The size in bytes that every record of a form is padded to, so that a sealed record's length tells
 * nothing of its answers: what the longest answers need, rounded up to whole 4 KiB.
 */
export function sealedSize(definition: Pick<Definition, 'sections'>): number {
  const questions = definition.sections.flatMap((section) => section.questions);
  const needed = questions.reduce((sum, question) => sum + bytesOf(question), ownFields);
  return Math.ceil(needed / step) * step;
}

/**
 * Pads with spaces behind the JSON, which stay valid JSON, so that what `age --decrypt` prints is
 * readable by any tool.
 */
function padded(record: RegistrationRecord, size: number): Uint8Array {
  const bytes = new Uint8Array(size).fill(0x20);
  const json = JSON.stringify(record);
  const { read } = new TextEncoder().encodeInto(json, bytes);
  if (read < json.length) throw new Error(`A record is longer than its ${size} bytes.`);
  return bytes;
}

/**
 * Seals records to the holders of one or more age public keys (`age1…`); each holder can open them
 * alone. Every record is padded to `size` bytes, and a longer one is refused.
 * Format: https://age-encryption.org/v1.
 * @throws Error with one sentence where there is no recipient or a recipient is not an age public key.
 */
export function sealTo(recipients: readonly string[], size: number): Seal {
  if (recipients.length === 0) throw new Error('There is no public key to seal registrations to.');
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch (cause) {
      throw new Error(`"${recipient}" is not an age public key (age1…).`, { cause });
    }
  }
  return async (record) => encrypter.encrypt(padded(record, size));
}

/**
 * Opens stored registrations with one or more age identities (`AGE-SECRET-KEY-1…`). age proves nothing
 * of who sealed a file, so a record counts only under the reference and the time that it names itself:
 * a sealed record that was moved to another row does not open.
 * @throws Error with one sentence where an identity is not one; what it returns rejects with one
 * sentence, which never holds an answer, where a registration cannot be opened.
 */
export function openWith(
  identities: readonly string[],
): (stored: StoredRegistration) => Promise<RegistrationRecord> {
  const decrypter = new Decrypter();
  for (const identity of identities) {
    try {
      decrypter.addIdentity(identity);
    } catch (cause) {
      // The message may be printed, and the identity is a secret: it is not quoted.
      throw new Error('A line of the key file is not an age identity (AGE-SECRET-KEY-1…).', {
        cause,
      });
    }
  }
  return async (stored) => {
    const record = await opened(decrypter, stored);
    if (record.reference !== stored.reference || record.receivedAt !== stored.receivedAt) {
      throw new Error('It holds the record of another registration.');
    }
    return record;
  };
}

async function opened(
  decrypter: Decrypter,
  stored: StoredRegistration,
): Promise<RegistrationRecord> {
  let text: string;
  try {
    text = await decrypter.decrypt(stored.sealed, 'text');
  } catch (cause) {
    throw new Error('It is damaged, or sealed to another key.', { cause });
  }
  const record = recordSchema.safeParse(parsed(text));
  if (!record.success) throw new Error('It does not hold a record of version 1.');
  return record.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
