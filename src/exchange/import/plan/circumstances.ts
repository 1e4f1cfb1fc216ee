import type { Event } from '../../../event/event.ts';

/** What an import knows beside a session itself. */
export interface Circumstances {
  readonly event: Event;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** True where this site wrote the source. */
  readonly own: boolean;
  readonly kindOf: (text: string) => string;
  readonly trackOf: (text: string) => string;
  readonly roomOf: (text: string) => string;
  /** The speakers of the session by their slugs; undefined where the source does not say. */
  readonly speakers: readonly string[] | undefined;
}

/** What happened to a session: what to write, and what to call it. */
export interface SessionChanges {
  /** Values by key; undefined removes one. */
  readonly keys: ReadonlyMap<string, unknown>;
  readonly body: string | undefined;
  readonly retitled: boolean;
  readonly moved: boolean;
  readonly status: 'cancelled' | 'back' | undefined;
  /** The fields beside title, start and room: `language`. */
  readonly others: readonly string[];
}
