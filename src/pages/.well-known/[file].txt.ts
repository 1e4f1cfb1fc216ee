import type { APIRoute } from 'astro';
import { momentIn } from '../../event/dates.ts';
import { readSite } from '../../site/read-site.ts';
import { addressOf } from '../../delivery/deployment.ts';

/** There is none once it has expired: nobody vouches for the contact any more. */
export async function getStaticPaths() {
  const { event } = await readSite();
  const expires = momentIn('UTC', event.security_contact_expires);
  return expires < Date.now() ? [] : [{ params: { file: 'security' } }];
}

/** Where to report a security fault (RFC 9116). The content check watches the expiry. */
export const GET: APIRoute = async () => {
  const { event, deployment } = await readSite();
  const policy = event.security_contact_policy;
  const languages = event.security_contact_languages ?? [event.language];
  const lines = [
    `Contact: mailto:${event.contact.email}`,
    `Expires: ${event.security_contact_expires}T00:00:00Z`,
    `Preferred-Languages: ${languages.join(', ')}`,
    `Canonical: ${addressOf(deployment, '/.well-known/security.txt')}`,
    ...(policy === undefined
      ? []
      : [`Policy: ${policy.startsWith('/') ? addressOf(deployment, policy) : policy}`]),
  ];
  return new Response(`${lines.join('\n')}\n`);
};
