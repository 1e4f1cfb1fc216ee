import type { Arriving } from '../access/invitation-access.ts';
import { swapPlaces } from './change-choices.ts';
import { contactOf } from '../seal/contact.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { RegistrationRecord } from '../record/record.ts';
import { Refusal } from '../record/refusal.ts';

/** What an invited guest sends in the place of what they sent before. */
interface Renewal extends Pick<RegistrationRecord, 'form' | 'answers'> {
  readonly contentKey: string;
  readonly waits: boolean;
}

/**
 * Puts checked answers in the place of those of the registration that used the same code; its reference
 * and state stay, and its places are swapped, or nothing changes.
 * @throws Refusal, and StoreUnavailable as the store does.
 */
export async function replaceRegistration(
  endpoint: Endpoint,
  { reference, receivedAt }: NonNullable<Arriving['earlier']>,
  { form, answers, contentKey, waits }: Renewal,
): Promise<void> {
  const { definition } = endpoint;
  const sealed = await endpoint.seal({ reference, receivedAt, form, answers });
  const contact = await endpoint.sealContact?.(contactOf(definition, reference, answers));
  const version = { ...sealed, contentKey, contact };
  const changed = await swapPlaces(endpoint, definition, answers, { reference, waits, version });
  // The organisers declined it, or it was withdrawn meanwhile.
  if (!changed) throw new Refusal('invitation-used');
}
