import type { Sending } from '../../mail/send-due.ts';
import { deleteDue, offerDue, sendDueMails, type Deletion, type Offers } from '../due-work.ts';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** Work that a process repeats. */
export interface Task {
  /** Milliseconds between starts: a multiple of every shorter period beside it. */
  readonly every: number;
  /** Never rejects. Once the signal is aborted, it starts nothing new. */
  readonly work: (signal: AbortSignal) => Promise<void>;
}

/** Deletes what is due, once a day. */
export function deletionTask(deletion: Deletion): Task {
  return { every: day, work: () => deleteDue(deletion) };
}

/** Ends expired offers and offers new places every five minutes. */
export function offersTask(offers: Offers): Task {
  return { every: 5 * minute, work: () => offerDue(offers) };
}

/** Sends the mails that are due every other second. */
export function mailTask(sending: Omit<Sending, 'signal'>, report: Deletion['report']): Task {
  return { every: 2 * second, work: (signal) => sendDueMails({ ...sending, signal }, report) };
}

/**
 * Starts each task at once and then at its own period, unless it is still running. One timer does
 * so, and does not keep the process alive. The function it returns stops it, and resolves once
 * running tasks have ended.
 */
export function workRegularly(tasks: readonly Task[]): () => Promise<void> {
  const ending = new AbortController();
  const running = new Map<Task, Promise<void>>();
  const pause = Math.min(...tasks.map(({ every }) => every));
  let round = 0;
  const begin = () => {
    const due = tasks.filter((task) => round % (task.every / pause) === 0 && !running.has(task));
    for (const task of due) {
      running.set(
        task,
        task.work(ending.signal).finally(() => running.delete(task)),
      );
    }
    round += 1;
  };
  begin();
  const timer = setInterval(begin, pause).unref();
  return async () => {
    clearInterval(timer);
    ending.abort();
    await Promise.all(running.values());
  };
}
