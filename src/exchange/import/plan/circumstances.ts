import type { Event } from '../../../event/event.ts';

/** What an import knows besides the session itself. */
export interface Circumstances {
  readonly event: Event;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Whether this site wrote the source. */
  readonly own: boolean;
  readonly kindOf: (text: string) => string;
  readonly trackOf: (text: string) => string;
  readonly roomOf: (text: string) => string;
  /** The session's speakers by slug; undefined if the source does not list any. */
  readonly speakers: readonly string[] | undefined;
}

/** The changes to a session: what to write, and what they are called. */
export interface SessionChanges {
  /** Values by key; undefined removes a key. */
  readonly keys: ReadonlyMap<string, unknown>;
  readonly body: string | undefined;
  readonly retitled: boolean;
  readonly moved: boolean;
  readonly status: 'cancelled' | 'back' | undefined;
  /** The changed fields other than title, start and room, such as `language`. */
  readonly others: readonly string[];
}
