import type { APIRoute } from 'astro';
import { readSite } from '../../site/read-site.ts';
import { addressOf } from '../../delivery/deployment.ts';

/** Where to report a security fault (RFC 9116). The content check watches the expiry. */
export const GET: APIRoute = async () => {
  const { event, deployment } = await readSite();
  const lines = [
    `Contact: mailto:${event.contact.email}`,
    `Expires: ${event.security_contact_expires}T00:00:00Z`,
    'Preferred-Languages: en, nl',
    `Canonical: ${addressOf(deployment, '/.well-known/security.txt')}`,
    `Policy: ${addressOf(deployment, '/privacy/')}`,
  ];
  return new Response(`${lines.join('\n')}\n`);
};
