import { addressOf } from '../../delivery/deployment.ts';
import { problemStatus, type ProblemName } from '../../delivery/problem.ts';
import { endpointAddress, type Endpoint } from './endpoint.ts';
import { renderErrorSummary, renderForm } from '../form/render-form.ts';
import { say } from '../../words/text.ts';
import { markup } from '../form/question/html.ts';
import { asksForCode, formVersion, hasWaitingList } from '../form/questions.ts';
import type { FieldError, NextSteps } from '../record/refusal.ts';
import { dataReply, htmlReply, linkFrom, pageReply, shellOf, type PageParts } from './replies.ts';
import { withErrors } from './page-shell.ts';
import { asksToReplace, asksToWait, typedValues, type Fields } from '../form/submission.ts';
import { replaceField, waitField } from '../form/fields.ts';
import { says } from '../form/says.ts';

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
  readonly nextSteps?: NextSteps | undefined;
}

/** Seconds after which to try again where the store did not answer. */
const storeRetryAfter = 30;

function problemHeaders({ problem, allow, nextSteps = {} }: ProblemReport): Record<string, string> {
  const { retryAfter = problem === 'storage-unavailable' ? storeRetryAfter : undefined } =
    nextSteps;
  return {
    ...(allow === undefined ? {} : { Allow: allow }),
    ...(retryAfter === undefined ? {} : { 'Retry-After': `${retryAfter}` }),
  };
}

/** A problem for a program: `application/problem+json` (RFC 9457). */
export function problemData(endpoint: Endpoint, report: ProblemReport): Response {
  const { problem, errors, id, nextSteps = {} } = report;
  const { title, meaning, remedy } = endpoint.words.problems[problem];
  const status = problemStatus[problem];
  const data = {
    type: addressOf(endpoint.deployment, `/problems/${problem}/`),
    title,
    status,
    detail: `${meaning} ${remedy}`,
    ...(id === undefined ? {} : { instance: `urn:uuid:${id}` }),
    ...(errors.length === 0 ? {} : { errors }),
    ...(nextSteps.mayWait === true ? { waiting_list: waitField } : {}),
    ...(nextSteps.mayReplace === true ? { replace: replaceField } : {}),
  };
  const headers = problemHeaders(report);
  return dataReply(endpoint, data, status, {
    ...headers,
    'Content-Type': 'application/problem+json',
  });
}

function problemWords(endpoint: Endpoint, { problem, posted, id }: ProblemReport): string[] {
  const { meaning, remedy } = endpoint.words.problems[problem];
  const { name_id: nameId, script } = endpoint.words.form;
  const said = `${meaning} ${remedy}`;
  return [
    said,
    ...(posted && !says(said, script.nothing_saved) ? [script.nothing_saved] : []),
    ...(id === undefined ? [] : [say(nameId, { id })]),
  ];
}

async function formAgain(endpoint: Endpoint, fields: Fields, report: ProblemReport) {
  const { definition } = endpoint;
  const { mayWait = false, mayReplace = false } = report.nextSteps ?? {};
  const waits = hasWaitingList(definition) && asksToWait(fields);
  const replaces = asksForCode(definition) && asksToReplace(fields);
  const form = renderForm(definition, {
    action: endpointAddress(endpoint).pathname,
    version: await formVersion(definition),
    words: endpoint.words,
    link: linkFrom(endpoint),
    typed: typedValues(definition, fields),
    errors: report.errors,
    waiting: mayWait || waits ? waits : undefined,
    replacing: mayReplace || replaces ? replaces : undefined,
  });
  return {
    form,
    summary: renderErrorSummary(endpoint.words, {
      ...report,
      sentences: problemWords(endpoint, report),
    }),
  };
}

/** A problem for a person: the form as it was sent, with what to correct, or a page that says what to do. */
export async function problemPage(endpoint: Endpoint, report: ProblemReport): Promise<Response> {
  const status = problemStatus[report.problem];
  const headers = problemHeaders(report);
  if (report.fields !== undefined) {
    const shell = await shellOf(endpoint);
    const { form, summary } = await formAgain(endpoint, report.fields, report);
    return htmlReply(
      endpoint,
      shell,
      withErrors(shell, endpoint.words, summary, form),
      status,
      headers,
    );
  }
  const content: PageParts['content'] = (link) =>
    markup`${problemWords(endpoint, report).map((sentence) => markup`<p>${sentence}</p>\n`)}<p><a href="${link('/register/')}">${endpoint.words.problem.open_registration}</a></p>\n`;
  const { title } = endpoint.words.problems[report.problem];
  return pageReply(endpoint, { title, content, status, headers });
}
