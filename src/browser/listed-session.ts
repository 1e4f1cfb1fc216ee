/** A session as `/programme/sessions.json` tells of it. Moments are milliseconds since the epoch. */
export interface ListedSession {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  /** Its calendar; absent while its time is unknown. */
  readonly calendar?: string;
  readonly dayInWords: string;
  readonly hours: string;
  readonly room?: string;
  readonly start?: number;
  readonly end?: number;
  readonly cancelled?: true;
}
