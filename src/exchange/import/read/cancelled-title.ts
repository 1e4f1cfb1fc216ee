const mark =
  /^\s*(?:[[(]\s*(?:cancell?ed|abgesagt|geannuleerd|annulée?)\s*[\])]|(?:cancell?ed|abgesagt|geannuleerd|annulée?)\s*[:–—-])\s*/i;

/** A title without the word with which calendars and people mark it as cancelled. */
export function readTitle(written: string): { title: string; isCancelled: boolean } {
  const title = written.replace(mark, '');
  return title === ''
    ? { title: written, isCancelled: false }
    : { title, isCancelled: title !== written };
}
