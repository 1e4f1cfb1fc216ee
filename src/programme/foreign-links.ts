import { z } from 'zod';

/** The hidden file in the content folder that records what the last import read. */
export const importRecordPath = '.imported.json';

const recordSchema = z.object({ unencrypted: z.array(z.string()).default([]) });

/** An address in the form in which two spellings of it are equal. */
export function sameAddress(url: string): string {
  return URL.canParse(url) ? new URL(url).href : url;
}

/**
 * The links without encryption that imports brought, from the text of their record. They are other
 * people's words: nobody here can know whether the same address exists with encryption.
 */
export function foreignLinksIn(record: string | undefined): ReadonlySet<string> {
  try {
    return new Set(recordSchema.parse(JSON.parse(record ?? '{}')).unencrypted);
  } catch {
    return new Set();
  }
}
