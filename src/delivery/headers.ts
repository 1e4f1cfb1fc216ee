/** Headers of a reply, by name. */
export type Headers = Readonly<Record<string, string>>;

/** What the headers of a site depend on. */
export interface PagePolicy {
  /** Hashes of the style sheets inside the pages: `sha256-…`. */
  readonly styleHashes: readonly string[];
  /** The origin of an endpoint elsewhere, with its scheme. */
  readonly endpointOrigin?: string | undefined;
  /**
   * What `Strict-Transport-Security` says; undefined if the site is served over http. Nothing may
   * ask for https then.
   */
  readonly strictTransport?: string | undefined;
}

/** What the headers of the endpoint's replies depend on. */
export interface ReplyPolicy {
  readonly styleHashes: readonly string[];
  /** The hash of the reply's only script, if it has one. */
  readonly scriptHash?: string | undefined;
  /** The site's origin, if it is not the endpoint's own. */
  readonly siteOrigin?: string | undefined;
  readonly strictTransport?: string | undefined;
}

/**
 * A kind of file of the site. A form sends to the endpoint, wherever that is; programs elsewhere
 * read a feed; other sites show a share card; the name of a hashed file changes with its content.
 */
export type Kind = 'page' | 'form' | 'feed' | 'card' | 'hashed';

type Directives = readonly (readonly [name: string, ...sources: string[]])[];

function policyText(directives: Directives): string {
  return directives.map((directive) => directive.join(' ')).join('; ');
}

const quoted = (hash: string): string => `'${hash}'`;

/** The endpoint elsewhere that the files of a kind may send to. */
function endpointFor(kind: Kind, { endpointOrigin }: PagePolicy): readonly string[] {
  return kind === 'form' && endpointOrigin !== undefined ? [endpointOrigin] : [];
}

function pageDirectives(kind: Kind, policy: PagePolicy): Directives {
  // 'self' stays beside the endpoint's origin: its reply may redirect back to the site.
  const endpoint = endpointFor(kind, policy);
  const secure = policy.strictTransport !== undefined;
  return [
    ['default-src', "'none'"],
    ['script-src', "'self'", "'wasm-unsafe-eval'"],
    ['style-src', "'self'", ...policy.styleHashes.map(quoted)],
    ['img-src', "'self'", 'data:'],
    ['font-src', "'self'"],
    ['connect-src', "'self'", ...endpoint],
    ['worker-src', "'self'"],
    ['manifest-src', "'self'"],
    ['form-action', "'self'", ...endpoint],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ...(secure ? ([['upgrade-insecure-requests']] as const) : []),
  ];
}

/**
 * Browser features that neither the site nor the endpoint uses, all switched off. A browser
 * complains on every page about a name that it does not know.
 */
const unusedFeatures = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'usb',
  'xr-spatial-tracking',
];

function sharedHeaders(strictTransport: string | undefined): Headers {
  return {
    // Not over http, where browsers ignore it (RFC 6797).
    ...(strictTransport === undefined ? {} : { 'Strict-Transport-Security': strictTransport }),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': unusedFeatures.map((feature) => `${feature}=()`).join(', '),
    'X-Permitted-Cross-Domain-Policies': 'none',
  };
}

/** How the headers of each kind differ from those of a page. */
const differences: Readonly<Record<Kind, Headers>> = {
  page: {},
  form: {},
  // Nothing in it is personal: programs of readers may read it wherever they come from.
  feed: { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' },
  card: { 'Cross-Origin-Resource-Policy': 'cross-origin' },
  hashed: { 'Cache-Control': 'public, max-age=31536000, immutable' },
};

/**
 * The referrer policy of a kind. With `same-origin`, a browser sends `Origin: null` with a form to
 * another origin, and the endpoint there could not tell the site from a stranger.
 */
export function referrerPolicy(kind: Kind, policy: PagePolicy): string {
  return endpointFor(kind, policy).length === 0 ? 'same-origin' : 'strict-origin';
}

/** The Content-Security-Policy for a page's meta element, which cannot hold frame-ancestors. */
export function policyMeta(kind: Kind, policy: PagePolicy): string {
  return policyText(pageDirectives(kind, policy));
}

/** The headers of the site's files of one kind, whatever the host. */
export function siteHeaders(kind: Kind, policy: PagePolicy): Headers {
  const directives = pageDirectives(kind, policy);
  return {
    'Content-Security-Policy': policyText([...directives, ['frame-ancestors', "'none'"]]),
    'Referrer-Policy': referrerPolicy(kind, policy),
    ...sharedHeaders(policy.strictTransport),
    // A cache may keep it, and asks each time whether it is still the same.
    'Cache-Control': 'no-cache',
    ...differences[kind],
  };
}

/**
 * The security headers of the endpoint's replies: a page, or data that must never open as one.
 * Replies depend on the sender and are never cached.
 */
export function endpointHeaders(kind: 'page' | 'data', policy: ReplyPolicy): Headers {
  const page: Directives = [
    ...(policy.scriptHash === undefined
      ? []
      : [['script-src', quoted(policy.scriptHash)] as const]),
    ['style-src', "'self'", ...policy.styleHashes.map(quoted)],
    ['img-src', "'self'"],
    // Fonts come with the site. An endpoint elsewhere has none.
    ...(policy.siteOrigin === undefined ? ([['font-src', "'self'"]] as const) : []),
    ['form-action', "'self'"],
  ];
  return {
    'Content-Security-Policy': policyText([
      ['default-src', "'none'"],
      ...(kind === 'page' ? page : ([['form-action', "'none'"]] as const)),
      ['base-uri', "'none'"],
      ['frame-ancestors', "'none'"],
    ]),
    'Referrer-Policy': 'same-origin',
    ...sharedHeaders(policy.strictTransport),
    'Cache-Control': 'no-store',
    Vary: 'Origin, Sec-Fetch-Site, Accept',
  };
}
