import { pathPattern, type HeaderRule } from '../../../delivery/header-rules.ts';
import type { EndpointDeployment } from '../deployment-paths.ts';
import { schedulePath } from './vercel.ts';

const output = '.vercel/output';
const folder = `${output}/functions/registration.func`;

function escaped(path: string): string {
  return path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** The folder for `endpoint.mjs` and `site.mjs`, below the host's. */
export const vercelFunction = folder;

/**
 * The input of `vercel deploy --prebuilt` (https://vercel.com/docs/build-output-api), with the
 * headers of the pages. The endpoint sends its own, so its route comes before those.
 */
export function vercelFiles(
  { endpoint }: EndpointDeployment,
  rules: readonly HeaderRule[],
): Record<string, string> {
  const path = escaped(new URL(endpoint).pathname.replace(/\/$/, ''));
  return {
    [`${output}/config.json`]: json({
      version: 3,
      routes: [
        { src: `^(?:${path}(?:/.*)?|${schedulePath})$`, dest: '/registration' },
        ...rules.map((rule) => ({
          src: pathPattern(rule.path),
          headers: rule.headers,
          continue: true,
        })),
        { handle: 'filesystem' },
        { src: '/.*', dest: '/404.html', status: 404, headers: rules[0]?.headers },
      ],
      crons: [{ path: schedulePath, schedule: '*/5 * * * *' }],
    }),
    [`${folder}/.vc-config.json`]: json({
      runtime: 'nodejs24.x',
      handler: 'index.mjs',
      launcherType: 'Nodejs',
      shouldAddHelpers: false,
      // In seconds: long enough for a round of mail with a slow provider.
      maxDuration: 30,
    }),
    [`${folder}/index.mjs`]: `import site from './site.mjs';
import { vercel } from './endpoint.mjs';

export default vercel(site, process.env);
`,
  };
}
