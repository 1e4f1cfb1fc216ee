import type { SessionLink } from '../../../programme/session.ts';

/** A field of a source: null if the source says it is empty, undefined if it says nothing. */
export type Told<Value> = Value | null | undefined;

/** A person in a source. */
export interface ImportedPerson {
  /** The source's id for the person. It is never made from an e-mail address. */
  readonly id: string | undefined;
  /** The source's UUID for the person, which says more than the id. */
  readonly guid: string | undefined;
  readonly name: string;
  /** Markdown. */
  readonly biography: Told<string>;
}

/** When a source's session is: the date at the venue, and milliseconds since the epoch. */
export interface ImportedTimes {
  readonly day: string | undefined;
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** A session as read from a source, before it is compared with the content. */
export interface ImportedSession {
  /** The source's identifiers for it, the best first; none if it has no identity of its own. */
  readonly keys: readonly string[];
  /** Empty if the source has none. */
  readonly title: string;
  readonly times: ImportedTimes;
  readonly kind: Told<string>;
  readonly room: Told<string>;
  readonly track: Told<string>;
  /** Two letters. */
  readonly language: Told<string>;
  /** The abstract, in Markdown. */
  readonly body: Told<string>;
  readonly people: Told<readonly ImportedPerson[]>;
  readonly links: Told<readonly SessionLink[]>;
  readonly status: 'published' | 'cancelled' | undefined;
  /** What could not be imported, in words without a full stop: `its logo was left out`. */
  readonly notes: readonly string[];
}

/** A programme as read from a source. */
export interface ImportedProgramme {
  /** `frab XML`, `frab JSON` or `iCalendar`. */
  readonly format: string;
  /** Whether this site wrote it: it shortens abstracts, and gives unknown ends a length. */
  readonly own: boolean;
  readonly sessions: readonly ImportedSession[];
  /** Sentences about what the reader left out. */
  readonly omitted: readonly string[];
}

/** Stops the import. The message is one sentence for the editor. */
export class ImportError extends Error {}
