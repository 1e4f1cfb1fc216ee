import type { Told } from './imported.ts';

/**
 * A language as two letters: `en-GB` and `eng` become `en`. One without such a code is left out,
 * with a note.
 */
export function languageIn(text: Told<string>): { told: Told<string>; notes: string[] } {
  if (text === undefined || text === null) return { told: text, notes: [] };
  const tag = text.trim().replaceAll('_', '-').toLowerCase();
  try {
    const { language } = new Intl.Locale(tag);
    if (/^[a-z]{2}$/.test(language)) return { told: language, notes: [] };
  } catch {
    // An invalid tag gets the same note below as a language without two letters.
  }
  return { told: undefined, notes: [`its language "${text}" is not known, so it gets none`] };
}
