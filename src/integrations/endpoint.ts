import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import type { AstroIntegration } from 'astro';
import type { ViteDevServer } from 'vite';
import { z } from 'zod';
import { deploymentFrom, type Deployment } from '../event/deployment.ts';
import type { answerInDevelopment } from '../registration/hosts/node/development.ts';
import { writeEndpoint } from './endpoint-bundle.ts';

const developmentModule = z.object({
  answerInDevelopment: z.custom<typeof answerInDevelopment>((value) => typeof value === 'function'),
});
const developmentPath = '/src/registration/hosts/node/development.ts';

function originOf({ headers }: IncomingMessage): string {
  return `http://${headers.host ?? 'localhost'}`;
}

/** The endpoint on the development server's own address, whatever its port. */
function mount(
  server: ViteDevServer,
  deployment: Deployment & { readonly endpoint: string },
  content: string,
  report: (line: string) => void,
): void {
  const place = new URL(deployment.endpoint).pathname;
  server.middlewares.use((incoming, outgoing, next) => {
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
    if (path !== place && !path.startsWith(`${place}/`)) return next();
    const origin = originOf(incoming);
    const site = origin + deployment.base;
    const local = { ...deployment, site, endpoint: origin + place };
    const page = async () => (await fetch(`${site}register/`)).text();
    const listener = getRequestListener(
      async (request) => {
        const module = developmentModule.parse(await server.ssrLoadModule(developmentPath));
        return module.answerInDevelopment(request, { deployment: local, content, page, report });
      },
      { overrideGlobalObjects: false },
    );
    void listener(incoming, outgoing);
  });
}

/**
 * Builds the registration endpoint with the site: the Node host into `endpoint/node/` beside the site's
 * output folder, and the same endpoint on the development server. A deployment without an endpoint gets
 * none; one whose endpoint stands elsewhere gets the host to put there, and none in development.
 */
export function endpoint(): AstroIntegration {
  const deployment = deploymentFrom(process.env);
  let folders = { content: '', site: '', endpoint: '' };
  return {
    name: 'endpoint',
    hooks: {
      'astro:config:done': ({ config }) => {
        folders = {
          content: fileURLToPath(new URL('content/', config.root)),
          site: fileURLToPath(config.outDir),
          endpoint: fileURLToPath(new URL('../endpoint/node/', config.outDir)),
        };
      },
      'astro:server:setup': ({ server, logger }) => {
        if (deployment.endpoint === undefined || !deployment.together) return;
        const served = { ...deployment, endpoint: deployment.endpoint };
        mount(server, served, folders.content, (line) => logger.info(line));
      },
      'astro:build:done': async ({ logger }) => {
        if (deployment.endpoint === undefined) return;
        await writeEndpoint(deployment, folders);
        logger.info('The endpoint for Node stands in endpoint/node/ beside the site.');
      },
    },
  };
}
