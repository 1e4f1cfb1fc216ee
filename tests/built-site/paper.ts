import type { Page } from '@playwright/test';
import { extractText, getDocumentProxy, getResolvedPDFJS } from 'unpdf';

/** The sizes of paper that guests print on. */
export const papers = ['A4', 'Letter'] as const;
export type Paper = (typeof papers)[number];

/** A printed page: the text of each sheet, in order. */
export async function sheetsOf(page: Page, format: Paper): Promise<readonly string[]> {
  const printed = await page.pdf({ format, preferCSSPageSize: true });
  const { text } = await extractText(new Uint8Array(printed), { mergePages: false });
  return text;
}

/** The colours that fill something on the sheets of a printed page, as `#rrggbb`. */
export async function fillsOf(page: Page): Promise<ReadonlySet<string>> {
  const printed = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const { OPS } = await getResolvedPDFJS();
  const document = await getDocumentProxy(new Uint8Array(printed));
  const fills = new Set<string>();
  for (let number = 1; number <= document.numPages; number += 1) {
    const sheet = await document.getPage(number);
    const { fnArray, argsArray } = await sheet.getOperatorList();
    fnArray.forEach((operator, index) => {
      if (operator === OPS.setFillRGBColor) fills.add(String(argsArray[index]));
    });
  }
  return fills;
}

/** The words of a text with their number, in small letters. */
function countedWords(text: string): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu))
    counted.set(word, (counted.get(word) ?? 0) + 1);
  return counted;
}

/** Where two texts differ, as `word: 1 instead of 2`. */
export function differences(text: string, expected: string): string[] {
  const [found, wanted] = [countedWords(text), countedWords(expected)];
  return [...new Set([...found.keys(), ...wanted.keys()])]
    .filter((word) => found.get(word) !== wanted.get(word))
    .map((word) => `${word}: ${found.get(word) ?? 0} instead of ${wanted.get(word) ?? 0}`);
}
