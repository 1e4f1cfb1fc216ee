import type { Finding } from './mistake.ts';

/** Spaces that look like the plain one, by their names. */
const spaces: ReadonlyMap<string, string> = new Map([
  ['\u00a0', 'a no-break space'],
  ['\u202f', 'a narrow no-break space'],
  ['\u200b', 'an invisible zero-width space'],
  ['\u3000', 'a wide space'],
  ['\ufeff', 'an invisible byte order mark'],
]);

/** The spaces of other widths that typesetters use. */
const otherSpace = /[\u00a0\u2000-\u200b\u202f\u3000\ufeff]/;

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

/**
 * What makes a text no text that one editor wrote: another encoding, or two versions that a program
 * put together (Git's conflict markers). Nothing else in it means anything then.
 */
export function wholeFindings(text: string): Finding[] {
  if (text.includes('\0')) {
    const what = 'the file is not saved as UTF-8, but probably as UTF-16 ("Unicode")';
    return [{ line: 1, what, remedy: 'Save it as UTF-8.' }];
  }
  return text.split('\n').flatMap((content, index): Finding[] => {
    if (!/^<{7}(?: |$)/.test(content)) return [];
    const what = 'two versions of the text meet here and were not merged';
    const remedy =
      'Keep one, and remove the lines that start with <<<<<<<, =======, ||||||| and >>>>>>>.';
    return [{ line: index + 1, what, remedy }];
  });
}

/**
 * The lines of a YAML text with a space that only looks like one, where YAML needs a plain one: at
 * the start of a line, or after a colon or a hyphen.
 */
export function spaceFindings(text: string): Finding[] {
  return text.split('\n').flatMap((content, index): Finding[] => {
    const sign = new RegExp(`^[ ]*(?:- +)*(?:[\\w-]+:|-)? *(${otherSpace.source})`).exec(
      content,
    )?.[1];
    if (sign === undefined || content.trim() === '') return [];
    const what = `there is ${spaces.get(sign) ?? 'a space of another width'} where a plain one is needed`;
    return [{ line: index + 1, what, remedy: 'Delete it, and type a space.' }];
  });
}
