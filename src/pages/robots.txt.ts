import type { APIRoute } from 'astro';
import { addressOf, deploymentFrom } from '../delivery/deployment.ts';

/** What crawlers may read, and the sitemap's address (RFC 9309). */
export const GET: APIRoute = () => {
  const deployment = deploymentFrom(process.env);
  const lines = [
    'User-agent: *',
    'Allow: /',
    `Sitemap: ${addressOf(deployment, '/sitemap-index.xml')}`,
  ];
  return new Response(`${lines.join('\n')}\n`);
};
