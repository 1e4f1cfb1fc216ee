import type { Deployment } from '../../../delivery/deployment.ts';
import { headerRules } from '../../../delivery/header-rules.ts';
import { registrationApp } from '../../app.ts';
import type { SealContact } from '../../seal/contact.ts';
import type { BuiltSite } from '../built-site.ts';
import { isLocal, type Mailing } from '../mailing.ts';
import type { ClientAddress } from './client-address.ts';
import type { SealedStore } from './demonstration.ts';
import type { Fetch } from './server.ts';
import { staticSite } from './static-site.ts';

/** What the Node host serves. */
export interface NodeSite {
  readonly built: BuiltSite;
  /** The folder of the built site. */
  readonly folder: string;
  readonly keeping: SealedStore;
  readonly clientAddress: ClientAddress;
  /** Seals contacts; undefined if no mail is sent. */
  readonly sealContact?: SealContact | undefined;
  /** Whether mail reaches addresses with letters beyond ASCII before the @; undefined where none is sent. */
  readonly carriesUtf8?: Mailing['carriesUtf8'] | undefined;
  /** True where the addresses of this machine count as the site's own. */
  readonly demonstration: boolean;
  /** The endpoint's log: an id and a cause, never an answer. */
  readonly report: (line: string) => void;
}

type Deployed = Deployment & { readonly endpoint: string };

/** A demonstration is at its port, whatever address the site was built for. */
export function deploymentAt(
  port: number,
  { built, demonstration }: Pick<NodeSite, 'built' | 'demonstration'>,
): Deployed {
  const { deployment } = built;
  if (!demonstration || !deployment.together) return deployment;
  const origin = `http://localhost:${port}`;
  const { pathname } = new URL(deployment.endpoint);
  return { ...deployment, site: origin + deployment.base, endpoint: origin + pathname };
}

/**
 * Reports what to do where the site was built for this machine, but for another port: its own form
 * is then refused as a stranger's, or is sent where nobody listens. Behind a proxy, the port says
 * nothing.
 */
export function reportOtherPort(
  port: number,
  { site, endpoint, together }: Deployed,
  report: (line: string) => void,
): void {
  const address = new URL(endpoint);
  const builtFor = address.port || '80';
  if (!isLocal(address) || builtFor === String(port)) return;
  const [setting, here] = together
    ? (['SITE_URL', new URL(site)] as const)
    : (['REGISTRATION_URL', new URL(endpoint)] as const);
  here.port = String(port);
  report(
    `The form of this site does not work: it was built for ${endpoint}, and this is port ${port}. ` +
      `Start with PORT=${builtFor}, or build with ${setting}=${here.href}.`,
  );
}

/** The origins whose pages may post. */
function originsAt(port: number, { demonstration }: NodeSite, deployment: Deployed): string[] {
  const local = demonstration ? ['localhost', '127.0.0.1', '[::1]'] : [];
  const origins = [deployment.site, deployment.endpoint].map((address) => new URL(address).origin);
  return [...new Set([...origins, ...local.map((host) => `http://${host}:${port}`)])];
}

function endpointAt(port: number, site: NodeSite): Fetch {
  const { page } = site.built;
  const deployment = deploymentAt(port, site);
  const app = registrationApp({
    ...site.built,
    ...site.keeping,
    deployment,
    page: () => Promise.resolve(page),
    sealContact: site.sealContact,
    carriesUtf8: site.carriesUtf8,
    origins: originsAt(port, site, deployment),
    now: Date.now,
    report: site.report,
  });
  return (request, connection) =>
    app.fetch(request, { client: site.clientAddress(request, connection) });
}

async function pagesOf(site: NodeSite): Promise<Fetch | undefined> {
  const { deployment, styleHashes } = site.built;
  if (!deployment.together) return undefined;
  // The port does not matter: the headers name no address of the site.
  const rules = headerRules(deploymentAt(0, site), styleHashes);
  return staticSite(site.folder, deployment.base, rules);
}

function isAtOrBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`);
}

/**
 * Prepares the replies of one Node host: the built site with the endpoint at its path, or the
 * endpoint alone if the site is elsewhere. Returns what answers requests on a given port.
 * @throws Error with one sentence if there is no built site.
 */
export async function nodeSite(site: NodeSite): Promise<(port: number) => Fetch> {
  const pages = await pagesOf(site);
  const place = new URL(site.built.deployment.endpoint).pathname;
  return (port) => {
    const endpoint = endpointAt(port, site);
    if (pages === undefined) return endpoint;
    return (request, connection) =>
      isAtOrBelow(new URL(request.url).pathname, place)
        ? endpoint(request, connection)
        : pages(request);
  };
}
