import { asksForCode, formVersion, hasWaitingList } from '../form/questions.ts';
import { renderErrorSummary, renderForm, type ErrorSummary } from '../form/render-form.ts';
import { asksToReplace, asksToWait, typedValues, type Fields } from '../form/submission.ts';
import type { NextSteps } from '../record/refusal.ts';
import { endpointAddress, type Endpoint } from './endpoint.ts';
import { withErrors, withForm } from './page-shell.ts';
import { htmlReply, linkFrom, shellOf } from './replies.ts';

/** What is wrong with a form that comes back. */
export interface FormProblem {
  readonly summary: ErrorSummary;
  readonly nextSteps: NextSteps;
  readonly status: number;
  readonly headers: Record<string, string>;
}

/** The registration page with the form as it was sent, and with what is wrong with it. */
export async function formPage(
  endpoint: Endpoint,
  fields: Fields,
  problem?: FormProblem,
): Promise<Response> {
  const { definition, words } = endpoint;
  const { mayWait = false, mayReplace = false } = problem?.nextSteps ?? {};
  const waits = hasWaitingList(definition) && asksToWait(fields);
  const replaces = asksForCode(definition) && asksToReplace(fields);
  const filled = renderForm(definition, {
    action: endpointAddress(endpoint).pathname,
    version: await formVersion(definition),
    words,
    link: linkFrom(endpoint),
    typed: typedValues(definition, fields),
    errors: problem?.summary.errors ?? [],
    waiting: mayWait || waits ? waits : undefined,
    replacing: mayReplace || replaces ? replaces : undefined,
  });
  const shell = await shellOf(endpoint);
  if (problem === undefined) return htmlReply(endpoint, shell, withForm(shell, words, filled), 200);
  const html = withErrors(shell, words, renderErrorSummary(words, problem.summary), filled);
  return htmlReply(endpoint, shell, html, problem.status, problem.headers);
}
