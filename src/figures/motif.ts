/**
 * The site's motif: fine lines that meet in one point, in the middle of the frame's left side. They
 * leave it almost horizontally, as routes near a city do, and fan out to the right.
 * @param count the number of lines, two or more
 * @param frame width and height in units of the drawing
 * @returns one SVG path of all lines, in whole units
 */
export function convergingLines(
  count: number,
  { width, height }: { width: number; height: number },
): string {
  const middle = height / 2;
  const curves = Array.from({ length: count }, (_, line) => {
    const share = (2 * line) / (count - 1) - 1;
    // Lines are denser in the middle and sparser towards the edges.
    const away = Math.sign(share) * Math.abs(share) ** 1.3 * middle;
    const end = Math.round(middle + away);
    return (
      `M0 ${Math.round(middle)}C${Math.round(width * 0.2)} ${Math.round(middle + away * 0.1)} ` +
      `${Math.round(width * 0.42)} ${end} ${width} ${end}`
    );
  });
  return curves.join('');
}
