import type { Context } from 'hono';
import type { ProblemName } from '../../delivery/problem.ts';
import { Refusal } from '../record/refusal.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { AppEnv } from './app-env.ts';
import { countRefusal } from './count-refusals.ts';
import type { Endpoint } from './endpoint.ts';
import { problemData, problemPage, type ProblemReport } from './problem-replies.ts';

/** Whether a person reads the reply: the browser says so, and a form that says nothing is taken for one's. */
export function isForPerson(request: Request): boolean {
  const type = request.headers.get('Content-Type') ?? '';
  const accepted = request.headers.get('Accept') ?? '';
  if (/^application\/json\b/i.test(type)) return false;
  if (accepted.includes('text/html')) return true;
  return !/\bjson\b/.test(accepted) && /^application\/x-www-form-urlencoded\b/i.test(type);
}

/** What the reply says of an error; the cause of one that is no refusal goes to the operator, under an id. */
function problemOf(
  error: unknown,
  { report }: Endpoint,
): Pick<ProblemReport, 'problem' | 'errors' | 'id' | 'nextSteps'> {
  if (error instanceof Refusal) return error;
  const id = crypto.randomUUID();
  if (error instanceof StoreUnavailable) {
    report(`${id} storage-unavailable: ${error.message}`);
    return { problem: 'storage-unavailable', errors: [], id };
  }
  // The message of an unknown error could quote an answer; its name does not.
  report(`${id} internal-error: ${error instanceof Error ? error.name : typeof error}`);
  return { problem: 'internal-error', errors: [], id };
}

async function answerProblem(
  { req }: Context<AppEnv>,
  endpoint: Endpoint,
  report: ProblemReport,
): Promise<Response> {
  return isForPerson(req.raw) ? problemPage(endpoint, report) : problemData(endpoint, report);
}

/** Answers a request that no handler takes; `allow` names the methods that would do. */
export function refuse(
  context: Context<AppEnv>,
  endpoint: Endpoint,
  problem: ProblemName,
  allow?: string,
): Promise<Response> {
  const posted = context.req.method === 'POST';
  return answerProblem(context, endpoint, { problem, errors: [], posted, allow });
}

/** Answers what a handler threw, for a person or a program; it never rejects. */
export async function answerError(
  error: unknown,
  context: Context<AppEnv>,
  endpoint: Endpoint,
): Promise<Response> {
  const isPersonal = context.get('isPersonal') ?? false;
  const posted = context.req.method === 'POST' && !isPersonal;
  if (error instanceof Refusal) countRefusal(error, isPersonal, endpoint);
  const fields = isPersonal ? undefined : context.get('fields');
  try {
    return await answerProblem(context, endpoint, {
      ...problemOf(error, endpoint),
      fields,
      posted,
    });
  } catch (cause) {
    return problemData(endpoint, { ...problemOf(cause, endpoint), posted });
  }
}
