import type { Words } from '../words/words.ts';

/** The groups of words that pages pass to their scripts in an element's attribute `data-words`. */
interface Handed {
  readonly marks: Words['marks'];
  readonly mine: Words['my_programme']['said'];
  readonly form: Words['form']['script'] & Pick<Words['form'], 'check' | 'send'>;
}

/**
 * The words that a page passes to a script.
 * @throws SyntaxError if the element has none
 */
export function pageWords<Name extends keyof Handed>(
  { dataset }: HTMLElement,
  _name: Name,
): Handed[Name] {
  const words: Handed[Name] = JSON.parse(dataset['words'] ?? '');
  return words;
}

/** The language of the page's words (BCP 47). */
export function pageLanguage(): string {
  return document.documentElement.lang;
}
