/** Milliseconds that a session without an end is taken to last, wherever that matters. */
export const assumedLengthMs = 30 * 60_000;

/** When a session is, in milliseconds since the epoch; an end that is left out is unknown. */
export interface Span {
  readonly start: number;
  readonly end?: number | undefined;
}

/** When a session ends, or is taken to end, in milliseconds since the epoch. */
export function endOf({ start, end = start + assumedLengthMs }: Span): number {
  return end;
}

/** Whether two sessions run at one time. One that begins as the other ends does not overlap it. */
export function overlap(one: Span, other: Span): boolean {
  return one.start < endOf(other) && other.start < endOf(one);
}
