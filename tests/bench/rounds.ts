/**
 * Runs one round of measurements, and then more until `budget` milliseconds have passed, up to
 * `most` in all. A slow machine gets fewer rounds, never an endless bench.
 */
export async function rounds(
  budget: number,
  most: number,
  round: (index: number) => Promise<void>,
): Promise<void> {
  const end = performance.now() + budget;
  let position = 0;
  do {
    await round(position);
    position += 1;
  } while (position < most && performance.now() < end);
}
