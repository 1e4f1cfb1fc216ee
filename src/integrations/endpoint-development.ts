import type { IncomingMessage } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Connect, Plugin, ViteDevServer } from 'vite';
import { z } from 'zod';
import type { Deployment } from '../delivery/deployment.ts';
import type { answerInDevelopment } from '../registration/hosts/process/development.ts';

const developmentModule = z.object({
  answerInDevelopment: z.custom<typeof answerInDevelopment>((value) => typeof value === 'function'),
});
const developmentPath = '/src/registration/hosts/process/development.ts';

/** What the plugin needs from the integration. */
export interface EndpointInDevelopment {
  readonly deployment: Deployment & { readonly endpoint: string };
  /** The content folder. */
  readonly content: string;
  readonly report: (line: string) => void;
}

/** The deployment at a request's address: the development server's, on any port. */
function deploymentHere(
  { headers }: IncomingMessage,
  deployment: EndpointInDevelopment['deployment'],
) {
  const origin = `http://${headers.host ?? 'localhost'}`;
  const { pathname } = new URL(deployment.endpoint);
  return { ...deployment, site: origin + deployment.base, endpoint: origin + pathname };
}

/** Answers requests at the endpoint's path, and leaves the others to the pages. */
function middleware(
  server: ViteDevServer,
  endpoint: EndpointInDevelopment,
): Connect.NextHandleFunction {
  const { content, report } = endpoint;
  const place = new URL(endpoint.deployment.endpoint).pathname;
  return (incoming, outgoing, next) => {
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
    if (path !== place && !path.startsWith(`${place}/`)) return next();
    const deployment = deploymentHere(incoming, endpoint.deployment);
    const page = async () => (await fetch(`${deployment.site}register/`)).text();
    const answer = async (request: Request): Promise<Response> => {
      try {
        const module = developmentModule.parse(await server.ssrLoadModule(developmentPath));
        return await module.answerInDevelopment(request, { deployment, content, page, report });
      } catch (cause) {
        // The browser shows the developer what is wrong with the content or the code.
        return new Response(cause instanceof Error ? cause.message : String(cause), {
          status: 500,
        });
      }
    };
    const listener = getRequestListener(answer, { overrideGlobalObjects: false });
    void listener(incoming, outgoing);
  };
}

/** Adds the endpoint to the development server, with live code and content. */
export function endpointInDevelopment(endpoint: EndpointInDevelopment): Plugin {
  return {
    name: 'endpoint-in-development',
    // Astro puts its check of trailing slashes first once the plugins are set up. This goes before
    // it.
    enforce: 'post',
    configureServer: (server) => () => {
      server.middlewares.stack.unshift({ route: '', handle: middleware(server, endpoint) });
    },
  };
}
