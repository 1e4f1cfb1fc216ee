import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { deploymentFrom } from '../event/deployment.ts';
import { writeEndpoint } from './endpoint-bundle.ts';
import { endpointInDevelopment } from './endpoint-development.ts';

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
      'astro:config:setup': ({ command, config, logger, updateConfig }) => {
        const { endpoint: address, together } = deployment;
        if (command !== 'dev' || address === undefined || !together) return;
        const content = fileURLToPath(new URL('content/', config.root));
        const report = (line: string): void => logger.info(line);
        const local = { deployment: { ...deployment, endpoint: address }, content, report };
        updateConfig({ vite: { plugins: [endpointInDevelopment(local)] } });
      },
      'astro:config:done': ({ config }) => {
        folders = {
          content: fileURLToPath(new URL('content/', config.root)),
          site: fileURLToPath(config.outDir),
          endpoint: fileURLToPath(new URL('../endpoint/node/', config.outDir)),
        };
      },
      'astro:build:done': async ({ logger }) => {
        if (deployment.endpoint === undefined) return;
        await writeEndpoint(deployment, folders);
        logger.info('The endpoint for Node stands in endpoint/node/ beside the site.');
      },
    },
  };
}
