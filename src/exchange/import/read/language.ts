import type { Told } from './imported.ts';

/** A language in two letters, `en-GB` and `eng` as `en`; one that has none is left out, and said. */
export function languageIn(text: Told<string>): { told: Told<string>; notes: string[] } {
  if (text === undefined || text === null) return { told: text, notes: [] };
  const tag = text.trim().replaceAll('_', '-').toLowerCase();
  try {
    const { language } = new Intl.Locale(tag);
    if (/^[a-z]{2}$/.test(language)) return { told: language, notes: [] };
  } catch {
    // What is no tag is said below, like a language without two letters.
  }
  return { told: undefined, notes: [`its language "${text}" is not known, so it gets none`] };
}
