import { setTimeout as wait } from 'node:timers/promises';

/** For how many milliseconds work waits for another connection, all attempts together. */
export const patience = 5000;

/** The longest wait between two attempts, in milliseconds. */
const longestWait = 50;

/** SQLITE_BUSY: another connection has a lock (https://www.sqlite.org/rescode.html#busy). */
const busy = 5;

/** SQLite's primary result code of an error; 0 for an error that is not SQLite's. */
export function resultCode(cause: unknown): number {
  const hasCode = cause instanceof Error && 'errcode' in cause;
  // The lowest byte of an extended result code is the primary code.
  return hasCode && typeof cause.errcode === 'number' ? cause.errcode & 0xff : 0;
}

/** Another connection is in the way, though SQLite reports it without an error. */
export class Occupied extends Error {
  override readonly name = 'Occupied';
}

/** Whether another connection was in the way. Nothing has changed then, and trying again helps. */
export function isBusy(cause: unknown): boolean {
  return cause instanceof Occupied || resultCode(cause) === busy;
}

/** The wait after so many attempts, in milliseconds: growing, and not the same in two processes. */
export function waitAfter(attempts: number): number {
  return Math.min(longestWait, 2 ** attempts) * (0.5 + Math.random());
}

/**
 * Does work, again and again while another connection is in its way. The thread is free meanwhile,
 * unlike in SQLite's own wait (https://www.sqlite.org/c3ref/busy_timeout.html). Rejects with the
 * last error once the patience is over.
 */
export async function persist<Result>(work: () => Result): Promise<Result> {
  const end = performance.now() + patience;
  for (let attempts = 1; ; attempts += 1) {
    try {
      return work();
    } catch (cause) {
      if (!isBusy(cause) || performance.now() >= end) throw cause;
    }
    await wait(waitAfter(attempts));
  }
}
