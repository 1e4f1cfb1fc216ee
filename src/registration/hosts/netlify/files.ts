import { pathsOf, type EndpointDeployment } from '../deployment-paths.ts';

// Netlify reads `config` from a function's source, so it is written out. A function is a folder
// with a file of the same name, and includes what it imports.

const host = `import site from '../registration/site.mjs';
import { netlify } from '../registration/endpoint.mjs';

const host = netlify(site, process.env);
`;

/** Netlify's functions, around `endpoint.mjs` and `site.mjs` in the folder `registration`. */
export function netlifyFiles(deployment: EndpointDeployment): Record<string, string> {
  const config = JSON.stringify({ path: pathsOf(deployment) });
  return {
    'registration/registration.mjs': `${host}
export default host.registration;
export const config = ${config};
`,
    'registration-schedule/registration-schedule.mjs': `${host}
export default host.schedule;
export const config = { schedule: '*/5 * * * *' };
`,
  };
}
