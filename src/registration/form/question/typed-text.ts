import type { Words } from '../../../words/words.ts';
import { say } from '../../../words/text.ts';
import {
  aboutQuestion,
  invalid,
  plainLabel,
  tooLong,
  type AnyQuestion,
  type TypeWords,
} from './question.ts';

/** A text in its normal form, undefined if nothing was typed, or the error for it. */
export type CheckedText = { readonly answer: string | undefined } | { readonly error: string };

// Line and paragraph separators are not in the list. No keyboard types them, so they are an error
// and not trimmed.
const surrounding = new Set(' \t\r\n\u00A0\u1680\u200B\u202F\u205F\u2060\u3000\uFEFF');
const invisible = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/gu;
const unwanted = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/**
 * What shows nothing and makes a text look like another: it turns or ends the direction of writing, changes how letters
 * join, carries a hidden text (tags, annotations), or means something else on each machine (private use,
 * U+FFFC, U+FFFD). Right-to-left letters need none of them.
 */
const deceiving =
  /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F\uFFF9-\uFFFD\u{E0000}-\u{E007F}\p{Co}\p{Noncharacter_Code_Point}]/u;

/**
 * Removes white space and invisible spaces at both ends. A loop, because `\s+$` takes quadratic
 * time.
 */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && surrounding.has(text.charAt(start))) start += 1;
  while (end > start && surrounding.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** The error for a line break in a single line, a control character or half a surrogate pair. */
export function unshowable(question: AnyQuestion, { form }: Words): { error: string } {
  return { error: aboutQuestion(question, form.characters) };
}

/** That a text holds a character that deceives, by its code: nobody can see it. */
function deceptive(question: AnyQuestion, character: string, { form }: Words): { error: string } {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return {
    error: say(form.deceiving, { question: plainLabel(question), code: `U+${code}` }),
  };
}

/** What a text is checked by. */
interface TextRule {
  /** The longest text, in Unicode code points. */
  readonly limit: number;
  readonly lines?: boolean;
  readonly words: Words;
  readonly own: TypeWords;
}

/** Checks a text of one line, or of several if `lines` is set. LF separates them. */
export function checkText(
  question: AnyQuestion,
  value: unknown,
  { limit, lines = false, words, own }: TextRule,
): CheckedText {
  if (typeof value !== 'string') return invalid(question, own);
  const text = trimmed((lines ? value.replace(/\r\n?/g, '\n') : value).normalize('NFC'));
  const line = lines ? text.replaceAll('\n', ' ') : text;
  if (!text.isWellFormed() || unwanted.test(line)) return unshowable(question, words);
  const [found] = deceiving.exec(text) ?? [];
  if (found !== undefined) return deceptive(question, found, words);
  if (text.replace(invisible, '') === '') return { answer: undefined };
  return Array.from(text).length > limit ? tooLong(question, limit, words) : { answer: text };
}
