import type { Point } from './map.ts';

/**
 * The site's one motif: fine lines that come from far and meet in one point. Each line is a cubic
 * curve that leaves the frame's edge level and arrives at the point from its own direction.
 * @param count how many lines
 * @param frame width and height in units of the drawing
 * @param meeting the point in which they meet, in the same units
 * @returns one SVG path of all lines, with whole numbers
 */
export function convergingLines(
  count: number,
  frame: { width: number; height: number },
  meeting: Point,
): string {
  const curves: string[] = [];
  for (let line = 0; line < count; line += 1) {
    const share = count === 1 ? 0.5 : line / (count - 1);
    // The starts crowd towards the middle, so that the lines thin out at the edges like a fan.
    const spread = (share - 0.5) * (1 + 0.6 * Math.abs(share - 0.5));
    const startY = frame.height / 2 + spread * frame.height * 1.25;
    const bend = meeting.x * (0.42 + 0.14 * ((line * 7) % 5) * 0.25);
    curves.push(
      `M0 ${Math.round(startY)}C${Math.round(bend)} ${Math.round(startY)} ` +
        `${Math.round(meeting.x * 0.72)} ${Math.round(meeting.y + (startY - meeting.y) * 0.18)} ` +
        `${Math.round(meeting.x)} ${Math.round(meeting.y)}`,
    );
  }
  return curves.join('');
}
