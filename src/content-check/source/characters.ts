import type { Finding } from './mistake.ts';

/**
 * The lines of a text with characters that no editor intends: leftovers of another encoding
 * (U+FFFD), and control characters, which stop the parsers.
 */
export function characterFindings(text: string): Finding[] {
  return text.split('\n').flatMap((content, index): Finding[] => {
    const line = index + 1;
    if (content.includes('\uFFFD')) {
      const what = 'the line contains a character that is not in UTF-8';
      return [{ line, what, remedy: 'Save the file as UTF-8 and type the character again.' }];
    }
    if (!/[^\P{Cc}\t]/u.test(content)) return [];
    const what = 'the line contains an invisible control character';
    return [{ line, what, remedy: 'Delete the line and type it again.' }];
  });
}
