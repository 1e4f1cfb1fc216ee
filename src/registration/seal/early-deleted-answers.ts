import { answersSchema, fromJson, type Answer } from '../record/record.ts';
import { padded } from './padding.ts';

/** AES-256-GCM. Each key seals one message only, so a fixed nonce is safe. */
const algorithm = { name: 'AES-GCM', iv: new Uint8Array(12) };

/** Answers that are sealed apart from their record, and the key to them in hexadecimal. */
export interface EarlyDeletedAnswers {
  readonly key: string;
  readonly sealed: Uint8Array;
}

/**
 * Seals answers with a new key, padded to `size` bytes. Without the key or without the sealed
 * bytes, the answers are gone.
 */
export async function sealAnswers(
  answers: Readonly<Record<string, Answer>>,
  size: number,
): Promise<EarlyDeletedAnswers> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['encrypt']);
  const sealed = await crypto.subtle.encrypt(algorithm, key, padded(answers, size));
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { key: digits, sealed: new Uint8Array(sealed) };
}

/** @throws Error with one sentence if the bytes are damaged or belong to another key. */
export async function openAnswers({
  key,
  sealed,
}: EarlyDeletedAnswers): Promise<Readonly<Record<string, Answer>>> {
  const bytes = Uint8Array.from(key.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  try {
    const opening = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['decrypt']);
    const opened = await crypto.subtle.decrypt(algorithm, opening, Uint8Array.from(sealed));
    return answersSchema.parse(fromJson(new TextDecoder().decode(opened)));
  } catch (cause) {
    throw new Error(
      'The answers that are deleted first are damaged, or belong to another registration.',
      {
        cause,
      },
    );
  }
}
