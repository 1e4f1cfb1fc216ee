import { addressOf } from '../../delivery/deployment.ts';
import { endpointHeaders, type ReplyPolicy } from '../../delivery/headers.ts';
import { memoize } from '../../event/memoize.ts';
import { endpointAddress, type Endpoint } from './endpoint.ts';
import { markup, raw, type Markup } from '../form/question/html.ts';
import { ownScript } from '../browser/personal-link-script.ts';
import { bareShell, hashOf, readShell, ruleOf, withMain, type Shell } from './page-shell.ts';

function policy(
  { deployment }: Endpoint,
  styleHashes: readonly string[],
  scriptHash?: string,
): ReplyPolicy {
  return {
    styleHashes,
    scriptHash,
    siteOrigin: deployment.together ? undefined : new URL(deployment.site).origin,
    strictTransport:
      endpointAddress({ deployment }).protocol === 'https:'
        ? deployment.strictTransport
        : undefined,
  };
}

const dataHeaders = memoize((endpoint: Endpoint) => endpointHeaders('data', policy(endpoint, [])));

/** A reply with data, with the endpoint's headers. */
export function dataReply(
  endpoint: Endpoint,
  data: unknown,
  status: number,
  headers: Record<string, string>,
): Response {
  const body = data === undefined ? null : JSON.stringify(data);
  return new Response(body, {
    status,
    headers: { ...dataHeaders(endpoint), ...headers },
  });
}

/** The site's registration page as a shell, or a bare one if it is not available. */
export async function shellOf({ page, deployment, report, words }: Endpoint): Promise<Shell> {
  let built: string;
  try {
    built = await page();
  } catch {
    report('The built registration page cannot be read; replies are plain.');
    return bareShell(words);
  }
  return readShell(built, deployment);
}

/** A reply for a person, with the endpoint's headers. */
export function htmlReply(
  endpoint: Endpoint,
  shell: Pick<Shell, 'styleHashes'> & { readonly scriptHash?: string | undefined },
  html: string,
  status: number,
  headers: Record<string, string> = {},
): Response {
  return new Response(html, {
    status,
    headers: {
      ...endpointHeaders('page', policy(endpoint, shell.styleHashes, shell.scriptHash)),
      ...headers,
      'Content-Type': 'text/html; charset=utf-8',
    },
  });
}

/** The href of a page on the site, for links in a reply. */
export function linkFrom({ deployment }: Endpoint): (page: string) => string {
  return (page) => {
    const address = new URL(addressOf(deployment, page));
    return deployment.together ? address.pathname : address.href;
  };
}

/** The parts of a page of the endpoint. */
export interface PageParts {
  readonly title: string;
  /** The content below the heading. `link` returns the href of a page on the site. */
  readonly content: (link: (page: string) => string) => Markup;
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** Whether the page needs `ownScript`. */
  readonly script?: boolean;
}

/** A page of the endpoint in the site's layout. */
export async function pageReply(
  endpoint: Endpoint,
  { title, content, status, headers, script = false }: PageParts,
): Promise<Response> {
  const shell = await shellOf(endpoint);
  const main = markup`<header class="page-title"><h1>${title}</h1>${raw(ruleOf(shell))}</header>
<div class="prose">
${content(linkFrom(endpoint))}</div>${script ? raw(`<script>${ownScript}</script>`) : undefined}`;
  const html = withMain(shell, `${title} · ${endpoint.event.name}`, main.toString());
  const scriptHash = script ? await hashOf(ownScript) : undefined;
  return htmlReply(endpoint, { ...shell, scriptHash }, html, status, headers);
}
