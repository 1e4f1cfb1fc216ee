import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { deploymentFrom } from '../delivery/deployment.ts';
import { endpointInDevelopment } from './endpoint-development.ts';

/**
 * Runs the endpoint on the development server, if it shares the site's origin. Without an endpoint,
 * or with one elsewhere, there is none.
 */
export function endpoint(): AstroIntegration {
  return {
    name: 'endpoint',
    hooks: {
      'astro:config:setup': ({ command, config, logger, updateConfig }) => {
        const deployment = deploymentFrom(process.env);
        const { endpoint: address, together } = deployment;
        if (command !== 'dev' || address === undefined || !together) return;
        const content = fileURLToPath(new URL('content/', config.root));
        const report = (line: string): void => logger.info(line);
        const local = { deployment: { ...deployment, endpoint: address }, content, report };
        updateConfig({ vite: { plugins: [endpointInDevelopment(local)] } });
      },
    },
  };
}
