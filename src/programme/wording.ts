import type { Event } from '../event/event.ts';
import type { Words } from '../words/words.ts';

/** The input of texts about sessions: the event, and the interface's words. */
export interface Wording {
  readonly event: Event;
  readonly words: Words;
}
