import { addressOf } from '../event/deployment.ts';
import { endpointHeaders, type ReplyPolicy } from '../event/headers.ts';
import { problemStatus, type ProblemName } from '../event/problem.ts';
import { endpointAddress, type Endpoint } from './endpoint.ts';
import { renderErrorSummary, renderForm } from './form.ts';
import { markup } from './markup.ts';
import { formVersion } from './questions.ts';
import type { FieldError } from './refusal.ts';
import { bareShell, readShell, withErrors, withMain, type Shell } from './shell.ts';
import { typedValues, type Fields } from './submission.ts';

/** What went wrong with a request, and what is known of it. */
export interface ProblemReport {
  readonly problem: ProblemName;
  readonly errors: readonly FieldError[];
  /** What was typed, where it could be read. */
  readonly fields?: Fields | undefined;
  /** True where the request was to register somebody. */
  readonly posted: boolean;
  /** Under which the operator's log names the cause. */
  readonly id?: string | undefined;
  readonly allow?: string | undefined;
}

/** Seconds after which to try again where the store did not answer. */
const retryAfter = '30';

function policy({ deployment }: Endpoint, styleHashes: readonly string[]): ReplyPolicy {
  return {
    styleHashes,
    siteOrigin: deployment.together ? undefined : new URL(deployment.site).origin,
    secure: endpointAddress({ deployment }).protocol === 'https:',
  };
}

function problemHeaders({ problem, allow }: ProblemReport): Record<string, string> {
  return {
    ...(allow === undefined ? {} : { Allow: allow }),
    ...(problem === 'storage-unavailable' ? { 'Retry-After': retryAfter } : {}),
  };
}

/** A reply of data, with the endpoint's headers. */
export function dataReply(
  endpoint: Endpoint,
  data: unknown,
  status: number,
  headers: Record<string, string>,
): Response {
  const body = data === undefined ? null : JSON.stringify(data);
  return new Response(body, {
    status,
    headers: { ...endpointHeaders('data', policy(endpoint, [])), ...headers },
  });
}

/** A problem for a program: `application/problem+json` (RFC 9457). */
export function problemData(endpoint: Endpoint, report: ProblemReport): Response {
  const { problem, errors, id } = report;
  const { title, meaning, remedy } = endpoint.problems[problem];
  const status = problemStatus[problem];
  const data = {
    type: addressOf(endpoint.deployment, `/problems/${problem}/`),
    title,
    status,
    detail: `${meaning} ${remedy}`,
    ...(id === undefined ? {} : { instance: `urn:uuid:${id}` }),
    ...(errors.length === 0 ? {} : { errors }),
  };
  const headers = problemHeaders(report);
  return dataReply(endpoint, data, status, {
    ...headers,
    'Content-Type': 'application/problem+json',
  });
}

async function shellOf({ page, deployment, report }: Endpoint): Promise<Shell> {
  let built: string;
  try {
    built = await page();
  } catch {
    report('The built registration page cannot be read; replies are plain.');
    return bareShell;
  }
  return readShell(built, deployment);
}

function htmlReply(
  endpoint: Endpoint,
  shell: Shell,
  html: string,
  status: number,
  headers: Record<string, string> = {},
): Response {
  return new Response(html, {
    status,
    headers: {
      ...endpointHeaders('page', policy(endpoint, shell.styleHashes)),
      ...headers,
      'Content-Type': 'text/html; charset=utf-8',
    },
  });
}

function problemWords(endpoint: Endpoint, { problem, posted, id }: ProblemReport): string[] {
  const { meaning, remedy } = endpoint.problems[problem];
  const said = /nothing was saved/i.test(meaning + remedy);
  return [
    `${meaning} ${remedy}`,
    ...(posted && !said ? ['Nothing was saved.'] : []),
    ...(id === undefined ? [] : [`If you write to the organisers about this, name ${id}.`]),
  ];
}

/** The address to link to from a reply for a page of the site. */
function linkFrom({ deployment }: Endpoint): (page: string) => string {
  return (page) => {
    const address = new URL(addressOf(deployment, page));
    return deployment.together ? address.pathname : address.href;
  };
}

async function formAgain(endpoint: Endpoint, fields: Fields, report: ProblemReport) {
  const { definition } = endpoint;
  const form = renderForm(definition, {
    action: endpointAddress(endpoint).pathname,
    version: await formVersion(definition),
    link: linkFrom(endpoint),
    typed: typedValues(definition, fields),
    errors: report.errors,
  });
  return {
    form,
    summary: renderErrorSummary({ ...report, words: problemWords(endpoint, report) }),
  };
}

/** A page of the endpoint in the site's layout. */
export async function pageReply(
  endpoint: Endpoint,
  { title, content, status, headers }: PageParts,
): Promise<Response> {
  const shell = await shellOf(endpoint);
  const main = markup`<header class="page-title"><h1>${title}</h1></header>
<div class="prose">
${content(linkFrom(endpoint))}</div>`;
  const html = withMain(shell, `${title} · ${endpoint.event.short_name}`, main.toString());
  return htmlReply(endpoint, shell, html, status, headers);
}

interface PageParts {
  readonly title: string;
  /** The content below the heading; `link` gives the address for a page of the site. */
  readonly content: (link: (page: string) => string) => ReturnType<typeof markup>;
  readonly status: number;
  readonly headers?: Record<string, string>;
}

/** A problem for a person: the form as it was sent, with what to correct, or a page that says what to do. */
export async function problemPage(endpoint: Endpoint, report: ProblemReport): Promise<Response> {
  const status = problemStatus[report.problem];
  const headers = problemHeaders(report);
  if (report.fields !== undefined) {
    const shell = await shellOf(endpoint);
    const { form, summary } = await formAgain(endpoint, report.fields, report);
    return htmlReply(endpoint, shell, withErrors(shell, summary, form), status, headers);
  }
  const content: PageParts['content'] = (link) =>
    markup`${problemWords(endpoint, report).map((sentence) => markup`<p>${sentence}</p>\n`)}<p><a href="${link('/register/')}">Open the registration page</a></p>\n`;
  const { title } = endpoint.problems[report.problem];
  return pageReply(endpoint, { title, content, status, headers });
}
