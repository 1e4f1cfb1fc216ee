import { replaceLinks } from '../access/personal-links.ts';
import { checkSecret } from '../hosts/check-secret.ts';
import { isLocal } from '../hosts/mailing.ts';
import { hashFrom } from '../hosts/process/configuration.ts';
import { ownAddress } from '../http/endpoint.ts';
import { provedReference } from '../record/reference.ts';
import type { Store } from '../store/store.ts';
import { contentHere } from './content-here.ts';
import { referencesIn } from './guest-commands.ts';
import type { Values } from './usage.ts';

/** Ends the links of a registration, and prints the new personal one, for its guest alone. */
export async function replaceLink(
  store: Store,
  { database }: Values,
  typed: readonly string[],
): Promise<void> {
  const { deployment } = await contentHere();
  const [reference = ''] = referencesIn(typed);
  const hash = await hashFrom(process.env, database);
  await checkSecret(store, hash);
  const number = await replaceLinks(store, reference, new Date().toISOString());
  if (number === undefined) {
    process.exitCode = 3;
    console.log(`${reference}: there is no registration with this reference.`);
    return;
  }
  const code = await provedReference({ reference, number }, 'own', hash);
  console.log(`${reference}: its earlier links no longer work. The new one, for its guest alone:`);
  console.log(ownAddress({ deployment }, code));
  if (isLocal(new URL(deployment.site))) {
    console.error(
      'The link leads to this machine. Set SITE_URL to the address of the site, and run it again.',
    );
  }
}
