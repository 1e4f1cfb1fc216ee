/** Headers of a reply, by their names. */
export type Headers = Readonly<Record<string, string>>;

/** What the headers of a site depend on. */
export interface PagePolicy {
  /** Hashes of the style sheets that stand inside the pages: `sha256-…`. */
  readonly styleHashes: readonly string[];
  /** The origin of an endpoint that stands elsewhere, with its scheme. */
  readonly endpointOrigin?: string | undefined;
  /** False where the site is served over http: nothing may then ask for https. */
  readonly secure: boolean;
}

/** What the headers of the endpoint's replies depend on. */
export interface ReplyPolicy {
  readonly styleHashes: readonly string[];
  /** The hash of the one script in the reply, where it has one. */
  readonly scriptHash?: string | undefined;
  /** The site's origin where it is not the endpoint's own. */
  readonly siteOrigin?: string | undefined;
  readonly secure: boolean;
}

type Directives = readonly (readonly [name: string, ...sources: string[]])[];

function policyText(directives: Directives): string {
  return directives.map((directive) => directive.join(' ')).join('; ');
}

const quoted = (hash: string): string => `'${hash}'`;

function pageDirectives({ styleHashes, endpointOrigin, secure }: PagePolicy): Directives {
  // 'self' stays beside the endpoint's origin: its answer may redirect back to the site.
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

/** The features of a browser that neither the site nor the endpoint uses, all switched off. */
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
    // RFC 6797: not over http, where it would be ignored.
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
 * The referrer policy of the pages. Under `same-origin` a browser sends `Origin: null` with a form
 * that goes to another origin, and the endpoint there could not tell the site from a stranger.
 */
export function pageReferrerPolicy({ endpointOrigin }: Pick<PagePolicy, 'endpointOrigin'>): string {
  return endpointOrigin === undefined ? 'same-origin' : 'strict-origin';
}

/** The Content-Security-Policy for a page's meta element, which cannot carry frame-ancestors. */
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
 * The security headers of the endpoint's replies: a page, or data that is never to be opened as one.
 * Replies depend on who asks and are never kept.
 */
export function endpointHeaders(kind: 'page' | 'data', policy: ReplyPolicy): Headers {
  const page: Directives = [
    ...(policy.scriptHash === undefined
      ? []
      : [['script-src', quoted(policy.scriptHash)] as const]),
    ['style-src', "'self'", ...policy.styleHashes.map(quoted)],
    ['img-src', "'self'"],
    // Fonts come with the site: an endpoint elsewhere has none.
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
