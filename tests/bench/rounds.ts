/**
 * Runs one round of measurements, and then more until `budget` milliseconds have passed, up to
 * `limit` in all. A slow machine gets fewer rounds, never an endless bench.
 */
export async function rounds(
  budget: number,
  limit: number,
  round: (index: number) => Promise<void>,
): Promise<void> {
  const end = performance.now() + budget;
  let index = 0;
  do {
    await round(index);
    index += 1;
  } while (index < limit && performance.now() < end);
}
