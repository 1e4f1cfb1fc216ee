/** Headers of a reply, by name. */
export type Headers = Readonly<Record<string, string>>;

/** What the headers of a site depend on. */
export interface PagePolicy {
  /** Hashes of the style sheets inside the pages: `sha256-…`. */
  readonly styleHashes: readonly string[];
  /** The origin of an endpoint elsewhere, with its scheme. */
  readonly endpointOrigin?: string | undefined;
  /** False if the site is served over http. Nothing may ask for https then. */
  readonly secure: boolean;
}

/** What the headers of the endpoint's replies depend on. */
export interface ReplyPolicy {
  readonly styleHashes: readonly string[];
  /** The hash of the reply's only script, if it has one. */
  readonly scriptHash?: string | undefined;
  /** The site's origin, if it is not the endpoint's own. */
  readonly siteOrigin?: string | undefined;
  readonly secure: boolean;
}

type Directives = readonly (readonly [name: string, ...sources: string[]])[];

function policyText(directives: Directives): string {
  return directives.map((directive) => directive.join(' ')).join('; ');
}

const quoted = (hash: string): string => `'${hash}'`;

function pageDirectives({ styleHashes, endpointOrigin, secure }: PagePolicy): Directives {
  // 'self' stays beside the endpoint's origin: its reply may redirect back to the site.
  const endpoint = endpointOrigin === undefined ? [] : [endpointOrigin];
  return [
    ['default-src', "'none'"],
    ['script-src', "'self'", "'wasm-unsafe-eval'"],
    ['style-src', "'self'", ...styleHashes.map(quoted)],
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

/** Browser features that neither the site nor the endpoint uses, all switched off. */
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
  'web-share',
  'xr-spatial-tracking',
];

function sharedHeaders(secure: boolean): Headers {
  return {
    // Not over http, where browsers ignore it (RFC 6797).
    ...(secure ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': unusedFeatures.map((feature) => `${feature}=()`).join(', '),
    'X-Permitted-Cross-Domain-Policies': 'none',
  };
}

/**
 * The referrer policy of the pages. With `same-origin`, a browser sends `Origin: null` with a form
 * to another origin, and the endpoint there could not tell the site from a stranger.
 */
export function pageReferrerPolicy({ endpointOrigin }: Pick<PagePolicy, 'endpointOrigin'>): string {
  return endpointOrigin === undefined ? 'same-origin' : 'strict-origin';
}

/** The Content-Security-Policy for a page's meta element, which cannot hold frame-ancestors. */
export function pagePolicyMeta(policy: PagePolicy): string {
  return policyText(pageDirectives(policy));
}

/** The security headers of every page and file of the site. */
export function pageHeaders(policy: PagePolicy): Headers {
  const directives = pageDirectives(policy);
  return {
    'Content-Security-Policy': policyText([...directives, ['frame-ancestors', "'none'"]]),
    'Referrer-Policy': pageReferrerPolicy(policy),
    ...sharedHeaders(policy.secure),
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
    ...sharedHeaders(policy.secure),
    'Cache-Control': 'no-store',
    Vary: 'Origin, Sec-Fetch-Site, Accept',
  };
}
