/** The median of several measurements, with the lowest and the highest. */
export interface Figure {
  /** How many measurements there are. */
  readonly count: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

function middle(sorted: readonly number[]): number {
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? NaN) + (sorted[Math.ceil(half)] ?? NaN)) / 2;
}

/** The figure of several measurements in one unit; `NaN` throughout if there are none. */
export function figureOf(measurements: readonly number[]): Figure {
  const sorted = measurements.toSorted((one, other) => one - other);
  return {
    count: sorted.length,
    median: middle(sorted),
    low: sorted[0] ?? NaN,
    high: sorted.at(-1) ?? NaN,
  };
}

/**
 * The figure of the ratios of paired measurements, one of `ones` and one of `others` right after
 * each other. A slow machine affects both and cancels out.
 */
export function ratioOf(ones: readonly number[], others: readonly number[]): Figure {
  return figureOf(ones.map((one, index) => one / (others[index] ?? NaN)));
}

/** The value that a share (0 to 1) of the measurements does not exceed, by nearest rank. */
export function quantile(measurements: readonly number[], share: number): number {
  const sorted = measurements.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** A figure as text, median before spread: `1.04 (0.98–1.11)`. */
export function figureInWords({ median, low, high }: Figure, digits: number): string {
  return `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}
