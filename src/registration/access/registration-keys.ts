import type { Endpoint } from '../http/endpoint.ts';
import { foldedEmailAddress } from '../form/question/email-address.ts';
import type { Answer } from '../record/record.ts';
import type { StoredRegistration } from '../store/store.ts';

/**
 * The keys that show organisers a repetition: all answers of a registration, and its guest's e-mail
 * address.
 */
export async function keysOf(
  { definition, hash }: Pick<Endpoint, 'definition' | 'hash'>,
  answers: Readonly<Record<string, Answer>>,
): Promise<Pick<StoredRegistration, 'contentKey' | 'emailKey'>> {
  const email = answers[definition.identified_by];
  const contentKey = await hash('content', JSON.stringify(Object.entries(answers)));
  // Without an address, it cannot repeat another registration.
  const emailKey =
    typeof email === 'string' ? await hash('email', foldedEmailAddress(email)) : contentKey;
  return { contentKey, emailKey };
}
