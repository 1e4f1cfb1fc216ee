/** Where the site is and where its registrations go. It is fixed at build time. */
export interface Deployment {
  /** The site's absolute address with a final slash: `https://example.org/some/path/`. */
  readonly site: string;
  /** The path of that address: `/`, `/some/path/`. */
  readonly base: string;
  /** The absolute address for registrations; undefined if none are taken. */
  readonly endpoint: string | undefined;
  /** Whether the endpoint has the site's own origin. */
  readonly together: boolean;
  /** What `Strict-Transport-Security` says where the address is https. */
  readonly strictTransport: string;
}

/** The default address of a site: the one that `npm start` serves. */
export const localSite = 'http://localhost:4321/';

/**
 * Two years for the site's own host. `includeSubDomains` would bind every other host of somebody's
 * domain (RFC 6797, sections 11.4 and 14.2), so only a deployer adds it.
 */
const ownHostOnly = 'max-age=63072000';

/**
 * The warning of a build whose pages name this machine although nobody said so; undefined for the
 * build of `npm start`, which is for this machine.
 */
export function localWarning(environment: Record<string, string | undefined>): string | undefined {
  if (environment['SITE_URL'] || environment['npm_lifecycle_event'] === 'start') return undefined;
  return (
    `SITE_URL is not set: canonical addresses, the sitemap, feeds and calendars name ${localSite}. ` +
    'Build with the address of the site before you publish it, such as SITE_URL=https://example.org/.'
  );
}

function strictTransportFrom(environment: Record<string, string | undefined>): string {
  const written = environment['STRICT_TRANSPORT_SECURITY'] || ownHostOnly;
  if (/^max-age=\d+(; includeSubDomains)?(; preload)?$/.test(written)) return written;
  throw new Error(
    `STRICT_TRANSPORT_SECURITY is "${written}". Write it such as "${ownHostOnly}; includeSubDomains".`,
  );
}

function httpAddress(name: string, value: string): URL {
  const address = URL.canParse(value) ? new URL(value) : undefined;
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    throw new Error(`${name} is "${value}". Write a whole address, such as https://example.org/.`);
  }
  if (address.search !== '' || address.hash !== '') {
    throw new Error(`${name} is "${value}". Leave out everything from "?" or "#" on.`);
  }
  return address;
}

/**
 * Reads the deployment from the environment. `SITE_URL` is the site's address. `REGISTRATION_URL`
 * is the address of an endpoint elsewhere, or `none` for no endpoint. Without it, the endpoint is
 * at `api/register` below the site. `STRICT_TRANSPORT_SECURITY` is that header where it is to say
 * more than the default.
 * @throws Error with one sentence if one is invalid.
 */
export function deploymentFrom(environment: Record<string, string | undefined>): Deployment {
  const site = httpAddress('SITE_URL', environment['SITE_URL'] || localSite);
  if (!site.pathname.endsWith('/')) site.pathname += '/';
  const elsewhere = environment['REGISTRATION_URL'] || '';
  const strictTransport = strictTransportFrom(environment);
  const base = { site: site.href, base: site.pathname, strictTransport };
  if (elsewhere === 'none') return { ...base, endpoint: undefined, together: false };
  if (elsewhere === '') {
    return { ...base, endpoint: new URL('api/register', site).href, together: true };
  }
  const endpoint = httpAddress('REGISTRATION_URL', elsewhere);
  return { ...base, endpoint: endpoint.href, together: endpoint.origin === site.origin };
}

/** The path of a page below the site's base: `pathOf(d, '/venue/')` is `/some/path/venue/`. */
export function pathOf(deployment: Pick<Deployment, 'base'>, address: string): string {
  return deployment.base + address.replace(/^\//, '');
}

/** The absolute address of a page, for canonical links, feeds and the endpoint. */
export function addressOf(deployment: Pick<Deployment, 'site'>, address: string): string {
  return new URL(address.replace(/^\//, ''), deployment.site).href;
}
