/**
 * Does a round of measurements, and then more until `budget` milliseconds are over, but not more than
 * `most` in all: a slow machine gets fewer rounds, never an endless bench.
 */
export async function rounds(
  budget: number,
  most: number,
  round: (place: number) => Promise<void>,
): Promise<void> {
  const end = performance.now() + budget;
  let place = 0;
  do {
    await round(place);
    place += 1;
  } while (place < most && performance.now() < end);
}
