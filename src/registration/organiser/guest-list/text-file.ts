import { readFile } from 'node:fs/promises';

/** A file's text, and what its reader must know of how it was read. */
export interface ReadText {
  readonly text: string;
  readonly notes: readonly string[];
}

/** The text of bytes in UTF-16 with its mark; undefined without one. */
function utf16(bytes: Uint8Array): string | undefined {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = { '255 254': 'utf-16le', '254 255': 'utf-16be' }[mark];
  return encoding === undefined ? undefined : new TextDecoder(encoding).decode(bytes);
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Reads a text file as spreadsheets write it: in UTF-8 or UTF-16, without its mark. Anything else
 * is read as Windows-1252, the encoding of Western Europe, which a note says with an example.
 * @throws Error with one sentence if the file cannot be read or is no text.
 */
export async function readText(file: string): Promise<ReadText> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new Error(`${file} cannot be read. Give a file with one line for each guest.`, { cause });
  });
  const known = utf16(bytes) ?? utf8(bytes);
  const text = known ?? new TextDecoder('windows-1252').decode(bytes);
  if (text.includes('\0')) {
    throw new Error(
      `${file} is not a text file. Save the list as "CSV UTF-8", and give that file.`,
    );
  }
  if (known !== undefined) return { text, notes: [] };
  const [example = ''] = /[^\s,;"]*[^\0-\x7F][^\s,;"]*/.exec(text) ?? [];
  const note = `${file} is not in UTF-8 and was read as Windows-1252: check the letters of “${example}”.`;
  return { text, notes: [note] };
}
