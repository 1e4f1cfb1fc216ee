import { readFile } from 'node:fs/promises';
import type { APIRoute } from 'astro';
import satori from 'satori';
import sharp from 'sharp';
import { readSite } from '../../site/read-site.ts';
import { spanInWords } from '../../event/dates.ts';
import { convergingLines } from '../../figures/motif.ts';
import { themeColor } from '../../layouts/theme-color.ts';

const size = { width: 1200, height: 630 };
// The day's colours: a share card has no dark mode.
const { day: paper } = themeColor('paper');
const { day: ink } = themeColor('text');
const { day: line } = themeColor('line');
const { day: accent } = themeColor('accent');

const text = (words: string, fontSize: number, marginTop = 0) => ({
  type: 'div',
  props: { children: words, style: { fontSize, marginTop, lineHeight: 1.1 } },
});

/** The image that other sites show with a link to this one: 1200 × 630 pixels, PNG. */
export const GET: APIRoute = async () => {
  const { event } = await readSite();
  const font = 'node_modules/@fontsource/newsreader/files/newsreader-latin-400-normal.woff';
  const words = await satori(
    {
      type: 'div',
      props: {
        style: {
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'center',
          padding: '0 72px',
          width: 640,
          height: '100%',
          color: ink,
        },
        children: [
          ...(event.letter.invitation === undefined ? [] : [text(event.letter.invitation, 32)]),
          text(event.name, 66, 12),
          text(spanInWords(event.language, event.first_day, event.last_day), 42, 40),
          text(`${event.venue.name}, ${event.venue.city}`, 42, 8),
        ],
      },
    },
    { ...size, fonts: [{ name: 'Newsreader', data: await readFile(font) }] },
  );
  const fan = { width: 380, height: size.height };
  const lines =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">` +
    `<rect width="100%" height="100%" fill="${paper}"/><g transform="translate(820 0)">` +
    `<path d="${convergingLines(15, fan)}" fill="none" stroke="${line}" stroke-width="1.5"/>` +
    `<circle cy="${fan.height / 2}" r="10" fill="${accent}"/></g></svg>`;
  const card = await sharp(Buffer.from(lines))
    .composite([{ input: Buffer.from(words) }])
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
  return new Response(new Uint8Array(card));
};
