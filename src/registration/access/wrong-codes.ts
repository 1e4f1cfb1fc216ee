import type { ProblemName } from '../../delivery/problem.ts';
import { rateLimitsOf, tooManyRequests } from './rate-limit.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { Refusal } from '../record/refusal.ts';

/**
 * What a wrong secret is refused with: its own problem, or `too-many-requests` where too many came from the side of
 * this client. A right one is never counted, and so is never refused for the wrong ones beside it.
 * @throws StoreUnavailable as the store does.
 */
export async function refuseWrongCode(
  endpoint: Pick<Endpoint, 'store' | 'hash' | 'now'>,
  client: string | undefined,
  problem: ProblemName,
): Promise<Refusal> {
  const tries = await rateLimitsOf('wrong', client, endpoint);
  const isAllowed = await endpoint.store.countTry(tries);
  return isAllowed ? new Refusal(problem) : tooManyRequests(endpoint.now());
}
