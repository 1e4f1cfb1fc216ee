import { addressOf } from '../../delivery/deployment.ts';
import { problemStatus, type ProblemName } from '../../delivery/problem.ts';
import type { Endpoint } from './endpoint.ts';
import { formPage } from './form-page.ts';
import { say } from '../../words/text.ts';
import { markup } from '../form/question/html.ts';
import type { FieldError, NextSteps } from '../record/refusal.ts';
import { dataReply, pageReply, type PageParts } from './replies.ts';
import type { Fields } from '../form/submission.ts';
import { replaceField, waitField } from '../form/fields.ts';
import { says } from '../form/says.ts';

/** What went wrong with a request, and its details. */
export interface ProblemReport {
  readonly problem: ProblemName;
  readonly errors: readonly FieldError[];
  /** What was typed, if it could be read. */
  readonly fields?: Fields | undefined;
  /** Whether the request was a registration. */
  readonly posted: boolean;
  /** The id of the cause in the operator's log. */
  readonly id?: string | undefined;
  readonly allow?: string | undefined;
  readonly nextSteps?: NextSteps | undefined;
}

/** How many seconds to wait before retrying if the store does not answer. */
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

/**
 * A problem for a person: the form as it was sent, with what to correct, or a page that says what
 * to do.
 */
export async function problemPage(endpoint: Endpoint, report: ProblemReport): Promise<Response> {
  const status = problemStatus[report.problem];
  const headers = problemHeaders(report);
  if (report.fields !== undefined) {
    const { errors, nextSteps = {} } = report;
    const summary = { sentences: problemWords(endpoint, report), errors };
    return formPage(endpoint, report.fields, { summary, nextSteps, status, headers });
  }
  const content: PageParts['content'] = (link) =>
    markup`${problemWords(endpoint, report).map((sentence) => markup`<p>${sentence}</p>\n`)}<p><a href="${link('/register/')}">${endpoint.words.problem.open_registration}</a></p>\n`;
  const { title } = endpoint.words.problems[report.problem];
  return pageReply(endpoint, { title, content, status, headers });
}
