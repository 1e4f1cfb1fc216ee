import { deleteDue, type Schedule } from '../due-deletion.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Deletes what is due now and once a day from then on, without keeping the process alive; what it returns
 * ends that.
 */
export function deleteDaily(schedule: Schedule): () => void {
  void deleteDue(schedule);
  const timer = setInterval(() => void deleteDue(schedule), day).unref();
  return () => clearInterval(timer);
}
