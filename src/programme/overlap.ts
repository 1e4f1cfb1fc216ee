/** The assumed length of a session without an end, in milliseconds. It applies everywhere. */
export const assumedLengthMs = 30 * 60_000;

/** The time of a session, in milliseconds since the epoch. Without `end`, the end is unknown. */
export interface Span {
  readonly start: number;
  readonly end?: number | undefined;
}

/** The end of a session, or its assumed end, in milliseconds since the epoch. */
export function endOf({ start, end = start + assumedLengthMs }: Span): number {
  return end;
}

/** Whether two sessions run at the same time. Starting as the other ends is not an overlap. */
export function overlap(one: Span, other: Span): boolean {
  return one.start < endOf(other) && other.start < endOf(one);
}
