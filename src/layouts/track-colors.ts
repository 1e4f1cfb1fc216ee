import { themeColor } from './theme-color.ts';

/** The least contrast of a line or a sign with what it stands on (WCAG 2.2, 1.4.11). */
const least = 3;

type Channels = readonly number[];

function channelsOf(color: string): Channels {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function written(channels: Channels): string {
  const digits = channels.map((value) => Math.round(value).toString(16).padStart(2, '0'));
  return `#${digits.join('')}`;
}

/** The relative luminance of a colour (WCAG 2.2), from 0 for black to 1 for white. */
function luminance(channels: Channels): number {
  const [red = 0, green = 0, blue = 0] = channels.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, `#rrggbb`: from 1 to 21 (WCAG 2.2). */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [one, other]
    .map((color) => luminance(channelsOf(color)))
    .toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/**
 * A colour that can be told from all of some backgrounds: the given one, or the nearest one on the
 * way to `ink`.
 */
function legible(color: string, ink: string, backgrounds: readonly string[]): string {
  const [from, to] = [channelsOf(color), channelsOf(ink)];
  const steps = Array.from({ length: 21 }, (_, step) => step / 20);
  const mixed = steps.map((part) =>
    written(from.map((value, index) => value + ((to[index] ?? 0) - value) * part)),
  );
  const found = mixed.find((one) => backgrounds.every((of) => contrastOf(one, of) >= least));
  return found ?? ink;
}

/**
 * The rules that give tracks their colours, as `--track` of `.track-<index>`. A colour that paper or
 * a sheet would swallow, by day or by night, is moved towards the ink until it can be seen.
 * `tokens` is the sheet with the theme's colours.
 */
export function trackRules(
  tracks: readonly { readonly color?: string | undefined }[],
  tokens?: string,
): string {
  const text = themeColor('text', tokens);
  const paper = themeColor('paper', tokens);
  const sheet = themeColor('sheet', tokens);
  return tracks
    .map(({ color }, index) => {
      if (color === undefined) return '';
      const [day, night] = (['day', 'night'] as const).map((time) =>
        legible(color, text[time], [paper[time], sheet[time]]),
      );
      const rule = `.track-${index}{--track:${day}}`;
      return `${rule}@media screen and (prefers-color-scheme:dark){.track-${index}{--track:${night}}}`;
    })
    .join('');
}
