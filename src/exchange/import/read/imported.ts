/** What a source says of a field: null where it says that there is nothing, undefined where it does not say. */
export type Told<Value> = Value | null | undefined;

/** Someone whom a source names. */
export interface ImportedPerson {
  /** What the source knows them by; never made from an e-mail address. */
  readonly id: string | undefined;
  /** Read for those whom this site exported, and never written. */
  readonly guid: string | undefined;
  readonly name: string;
  /** Markdown. */
  readonly biography: Told<string>;
}

/** When a source's session is: the date at the event's place, and milliseconds since the epoch. */
export interface ImportedTimes {
  readonly day: string | undefined;
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** A session as a source tells it, before anything is compared with the content. */
export interface ImportedSession {
  /** What the source knows it by, or a stable stand-in made from its number, date and room. */
  readonly key: string;
  /** Empty where the source has none. */
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
  readonly status: 'published' | 'cancelled' | undefined;
  /** What could not be taken over, in words without a full stop: `its logo was left out`. */
  readonly notes: readonly string[];
}

/** A programme as a source tells it. */
export interface ImportedProgramme {
  /** `frab XML`, `frab JSON` or `iCalendar`. */
  readonly format: string;
  /** True where this site wrote it: it shortens abstracts, and has lengths for unknown ends. */
  readonly own: boolean;
  readonly sessions: readonly ImportedSession[];
}

/** Something that stops the import, in one sentence for whoever started it. */
export class ImportError extends Error {}
