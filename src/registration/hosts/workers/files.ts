import { d1Migrations } from '../../store/d1/migrations.ts';
import { pathsOf, type EndpointDeployment } from '../deployment-paths.ts';

/**
 * The pages are deployed with the Worker if they are on its origin, at the root like static assets.
 */
function assetsOf(deployment: EndpointDeployment) {
  if (!deployment.together || deployment.base !== '/') return {};
  const handling = { html_handling: 'auto-trailing-slash', not_found_handling: '404-page' };
  return {
    assets: { directory: '../../site', run_worker_first: pathsOf(deployment), ...handling },
  };
}

/**
 * The input of `wrangler deploy`
 * (https://developers.cloudflare.com/workers/wrangler/configuration/), around `endpoint.mjs` and
 * `site.mjs`.
 * @param databaseId what `wrangler d1 create registrations` printed
 */
export function workersFiles(
  deployment: EndpointDeployment,
  databaseId = 'the id that `wrangler d1 create registrations` prints',
): Record<string, string> {
  const database = { binding: 'DB', database_name: 'registrations', database_id: databaseId };
  const configuration = {
    name: 'registrations',
    main: 'worker.mjs',
    compatibility_date: '2026-07-01',
    // Keeps settings from the dashboard on the next deployment.
    keep_vars: true,
    d1_databases: [{ ...database, migrations_dir: 'migrations' }],
    triggers: { crons: ['*/5 * * * *'] },
    ...assetsOf(deployment),
  };
  const migrations = d1Migrations.map(([name, sql]) => [`migrations/${name}`, sql]);
  return {
    'worker.mjs': `import site from './site.mjs';
import { worker } from './endpoint.mjs';

export default worker(site);
`,
    'wrangler.json': `${JSON.stringify(configuration, undefined, 2)}\n`,
    ...Object.fromEntries(migrations),
  };
}
