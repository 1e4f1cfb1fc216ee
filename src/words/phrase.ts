import { z } from 'zod';

/** The placeholders in a text, in order: `until {last day}` has `last day`. */
export function placeholdersIn(text: string): string[] {
  return Array.from(text.matchAll(/\{([^{}]*)\}/g), ([, name = '']) => name);
}

/**
 * The schema of words with the given placeholders, `{first day}`, and no others. An unknown one is
 * a custom issue `placeholder` with the parameters `written` and `known`.
 */
export function phrase(known: readonly string[]) {
  return z
    .string()
    .trim()
    .min(1)
    .superRefine((text, context) => {
      for (const written of placeholdersIn(text)) {
        if (known.includes(written)) continue;
        context.addIssue({ code: 'custom', message: 'placeholder', params: { written, known } });
      }
    });
}
