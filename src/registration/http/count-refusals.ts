import { memoize } from '../../event/memoize.ts';
import type { ProblemName } from '../../delivery/problem.ts';
import type { Refusal } from '../record/refusal.ts';
import type { Endpoint } from './endpoint.ts';

/** Milliseconds over which refusals are counted. */
const window = 10 * 60 * 1000;
const reasons = new Map<ProblemName, string>([
  ['too-many-requests', 'too many requests'],
  ['invitation-invalid', 'a code that is worth nothing'],
  ['origin-not-allowed', 'a foreign origin'],
]);

interface Count {
  readonly since: number;
  readonly refused: number;
}

/** The counts of a process, which are kept beside its log: a store must not be written for every stranger. */
const countsOf = memoize((_report: Endpoint['report']) => new Map<string, Count>());

function inWindow(reason: string, { since, refused }: Count): string {
  return `${reason}: ${refused} refused since ${new Date(since).toISOString()}`;
}

/**
 * Counts what is refused for a limit, a code or an origin, and tells the operator: of the 1st, 10th, 100th in ten
 * minutes, so that a flood does not fill the log, and with the next one what the earlier ten minutes came to. It names
 * nobody. `isPersonal` says that a personal code was asked for.
 */
export function countRefusal(
  { problem }: Refusal,
  isPersonal: boolean,
  { report, now }: Pick<Endpoint, 'report' | 'now'>,
): void {
  const reason = reasons.get(
    isPersonal && problem === 'not-found' ? 'invitation-invalid' : problem,
  );
  if (reason === undefined) return;
  const counts = countsOf(report);
  const since = now() - (now() % window);
  const before = counts.get(reason);
  const isSame = before?.since === since;
  const count = { since, refused: isSame ? before.refused + 1 : 1 };
  counts.set(reason, count);
  if (before !== undefined && !isSame && before.refused > 1) {
    report(`${inWindow(reason, before)}, for ten minutes`);
  }
  if (/^10*$/.test(String(count.refused))) report(inWindow(reason, count));
}
