import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { localeOf } from '../words/text.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A number of bytes in words: `1.2 MB`. */
function sizeInWords(language: string, bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const number = new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit: units[power] ?? 'byte',
    maximumFractionDigits: power > 1 ? 1 : 0,
  });
  return number.format(bytes / 1000 ** power);
}

/** The type and size of a file in `public/`: `PDF, 1.2 MB`; undefined if the address is none. */
export async function publicFileInWords(
  language: string,
  address: string,
): Promise<string | undefined> {
  if (!/^\/(?!\/)/.test(address)) return undefined;
  const path = decodeURI(address.replace(/[?#].*$/, ''));
  const file = await stat(join('public', path)).catch(() => undefined);
  if (file?.isFile() !== true) return undefined;
  const type = extname(path).slice(1).toUpperCase();
  return [type, sizeInWords(language, file.size)].filter((part) => part !== '').join(', ');
}
