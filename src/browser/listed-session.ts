/** A session in `/programme/sessions.json`. Moments are in milliseconds since the epoch. */
export interface ListedSession {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  /** The path of its calendar; absent if its time is unknown. */
  readonly calendar?: string;
  readonly dayInWords: string;
  readonly hours: string;
  readonly room?: string;
  readonly start?: number;
  readonly end?: number;
  readonly cancelled?: true;
}
