import { Decrypter } from 'age-encryption';
import * as z from 'zod/mini';
import { choiceWords } from '../form/question/question.ts';
import type { Definition } from '../form/definition.ts';
import { questionsOf } from '../form/questions.ts';
import { fromJson, type Answer } from '../record/record.ts';
import { encryptTo, type EncryptTo } from './encrypt.ts';
import { padded } from './padding.ts';
import { isChosen } from '../form/question/limited-option.ts';

const contactSchema = z.strictObject({
  /** The registration that the contact belongs to. */
  reference: z.string(),
  email: z.string(),
  name: z.optional(z.string()),
  /** The chosen sessions and limited places, in the form's words. */
  choices: z.array(z.string()),
});

/** The guest's address, and everything that a mail may say about their registration. */
export type Contact = z.infer<typeof contactSchema>;

/** Seals a contact to the mail key. */
export type SealContact = (contact: Contact) => Promise<Uint8Array>;

/**
 * Sealed contacts are padded to a multiple of this many bytes, so that their length reveals little.
 */
const step = 2048;

function choicesIn(definition: Definition, answers: Readonly<Record<string, Answer>>): string[] {
  return questionsOf(definition).flatMap((question) => {
    if (!('options' in question) || question.deleted_first) return [];
    return question.options
      .filter(({ places, session }) => places !== undefined || session !== undefined)
      .filter(({ value }) => isChosen(answers[question.name], value))
      .map(({ label }) => choiceWords(question, label));
  });
}

/** The contact in a registration's answers. */
export function contactOf(
  definition: Definition,
  reference: string,
  answers: Readonly<Record<string, Answer>>,
): Contact {
  const [email, name] = [definition.identified_by, definition.named_by ?? ''].map(
    (question) => answers[question],
  );
  return {
    reference,
    email: typeof email === 'string' ? email : '',
    name: typeof name === 'string' ? name : undefined,
    choices: choicesIn(definition, answers),
  };
}

/**
 * Returns what seals contacts to the mail key's holder.
 * @throws Error with one sentence if the recipient is not an age public key.
 */
export function contactSeal(recipient: string, encryption: EncryptTo = encryptTo): SealContact {
  const encrypt = encryption([recipient]);
  return async (contact) => {
    const { length } = new TextEncoder().encode(JSON.stringify(contact));
    return encrypt(padded(contact, Math.ceil(length / step) * step));
  };
}

/**
 * Returns what opens contacts with the mail key, an age identity. It rejects if a contact cannot be
 * opened, or belongs to another registration.
 * @throws Error with one sentence, which does not quote the key, if the key is invalid.
 */
export function contactOpener(
  identity: string,
): (reference: string, sealed: Uint8Array) => Promise<Contact> {
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity);
  } catch (cause) {
    throw new Error('The mail key is not an age identity (AGE-SECRET-KEY-1…).', { cause });
  }
  return async (reference, sealed) => {
    const contact = contactSchema.parse(fromJson(await decrypter.decrypt(sealed, 'text')));
    if (contact.reference === reference) return contact;
    throw new Error('It holds the contact of another registration.');
  };
}
