import type { Sending } from '../../mail/send-due.ts';
import { deleteDue, offerDue, sendDueMails, type Deletion, type Offers } from '../due-work.ts';

const second = 1000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** Work that a process does again and again. */
export interface Task {
  /** Milliseconds from one beginning to the next: a multiple of those of every more frequent task beside it. */
  readonly every: number;
  /** It never rejects; once the signal is aborted, it begins nothing more. */
  readonly work: (signal: AbortSignal) => Promise<void>;
}

/** Deletes what is due once a day. */
export function deletionTask(deletion: Deletion): Task {
  return { every: day, work: () => deleteDue(deletion) };
}

/** Passes on offers whose time is over, and offers what came free by more places, every five minutes. */
export function offersTask(offers: Offers): Task {
  return { every: 5 * minute, work: () => offerDue(offers) };
}

/** Sends the mails that are due every other second. */
export function mailTask(sending: Omit<Sending, 'signal'>, report: Deletion['report']): Task {
  return { every: 2 * second, work: (signal) => sendDueMails({ ...sending, signal }, report) };
}

/**
 * Begins each task now and as often as it says from then on, unless it still runs, by one timer that does
 * not keep the process alive. What it returns ends that, and resolves once what was in flight is settled.
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
