import type { Deployment } from './deployment.ts';
import { siteHeaders, type Headers, type Kind, type PagePolicy } from './headers.ts';
import { mediaTypes } from './media-types.ts';

/** The headers of the files at one path of the site. A `*` stands for any characters. */
export interface HeaderRule {
  readonly path: string;
  /** Every header of these files. */
  readonly headers: Headers;
}

/**
 * The kind of each file, by its path below the site. The last that matches counts. A new kind of
 * page or file is a row here and its difference in `headers.ts`; all hosts follow.
 */
const kindsByPath: readonly (readonly [path: string, kind: Kind])[] = [
  ['*', 'page'],
  ['register/*', 'form'],
  ['_astro/*', 'hashed'],
  ['og/*', 'card'],
  ['*.ics', 'feed'],
  ['*.atom', 'feed'],
  ['schedule.json', 'feed'],
  ['schedule.xml', 'feed'],
  // These are here for their types, which some hosts do not know.
  ['*.webmanifest', 'page'],
  ['*.txt', 'page'],
];

/** The path of a rule as a regular expression, which hosts read alike. */
export function pathPattern(path: string): string {
  return `^${path.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`;
}

function matches(path: string, address: string): boolean {
  const [before = '', after] = path.split('*');
  return after === undefined
    ? address === path
    : address.startsWith(before) && address.endsWith(after);
}

/** The kind of a file, by its path below the site: `register/index.html`. */
export function kindOf(file: string): Kind {
  return kindsByPath.findLast(([path]) => matches(path, file))?.[1] ?? 'page';
}

/** The headers that the rules give the file at an address. */
export function headersAt(address: string, rules: readonly HeaderRule[]): Headers {
  return rules.findLast(({ path }) => matches(path, address))?.headers ?? {};
}

/**
 * What the headers of a deployment depend on.
 * @param styleHashes the hashes of the style sheets inside the pages
 */
export function pagePolicy(deployment: Deployment, styleHashes: readonly string[]): PagePolicy {
  const { endpoint, together, site, strictTransport } = deployment;
  return {
    styleHashes,
    endpointOrigin: endpoint === undefined || together ? undefined : new URL(endpoint).origin,
    strictTransport: site.startsWith('https:') ? strictTransport : undefined,
  };
}

function typeOf(path: string): Headers {
  const type = mediaTypes[/\.\w+$/.exec(path)?.[0] ?? ''];
  return type === undefined ? {} : { 'Content-Type': type };
}

/**
 * The headers of a deployed site. The first rule is for everything, and each that follows gives
 * other headers to some files.
 */
export function headerRules(deployment: Deployment, styleHashes: readonly string[]): HeaderRule[] {
  const policy = pagePolicy(deployment, styleHashes);
  const rules = kindsByPath.map(([path, kind]) => ({
    path: deployment.base + path,
    headers: { ...siteHeaders(kind, policy), ...typeOf(path) },
  }));
  const all = JSON.stringify(rules[0]?.headers);
  return rules.filter(({ headers }, index) => index === 0 || JSON.stringify(headers) !== all);
}

/** The headers of a rule that differ from those of the first, which is for everything. */
export function differenceOf({ headers }: HeaderRule, [all]: readonly HeaderRule[]): Headers {
  const fields = Object.entries(headers);
  return Object.fromEntries(fields.filter(([name, value]) => all?.headers[name] !== value));
}
