import { isCountry } from '../../event/countries.ts';
import type { Fault } from './answer-messages.ts';
import type { Question } from './definition.ts';
import { isEmailAddress } from './email-address.ts';
import type { Answer } from '../record/record.ts';

/** A checked answer, undefined where the question was passed over, or what is wrong with it. */
export type Checked = { readonly answer: Answer | undefined } | { readonly error: Fault };

/** The most characters of an answer whose question sets no limit: an address by RFC 5321. */
const longestAnswers = { 'e-mail': 254, telephone: 64 } as const;

// Line and paragraph separators are left out: no keyboard writes them, so they are named, not cut.
const surrounding = new Set(' \t\r\n\u00A0\u1680\u200B\u202F\u205F\u2060\u3000\uFEFF');
const invisible = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/gu;
const unwanted = /[\p{Cc}\p{Zl}\p{Zp}]/u;
// A line break that was percent-encoded once too often; in a mail header it could turn into one.
const encodedLineBreak = /%0[ad]/i;
const webAddress = /https?:\/\/|www\./i;
const telephone = /^(?:\+|00)([\d\s().\p{Pd}/]+)(?:(?:ext\.?|x|#)\s*\d{1,6})?$/iu;

/** Without the white space and invisible spaces at both ends; a loop, since `\s+$` takes quadratic time. */
function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && surrounding.has(text.charAt(start))) start += 1;
  while (end > start && surrounding.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isTelephone(text: string): boolean {
  // Telephones and address books copy numbers between invisible marks of direction.
  const number = telephone.exec(text.replace(/\p{Cf}/gu, ''))?.[1];
  if (number === undefined) return false;
  const digits = number.replace('(0)', '').replace(/\D/g, '').length;
  return digits >= 6 && digits <= 15;
}

function checkText(question: Question, typed: string, limit: number): Checked {
  const lines = question.type === 'long text';
  const text = trimmed((lines ? typed.replace(/\r\n?/g, '\n') : typed).normalize('NFC'));
  const line = lines ? text.replaceAll('\n', ' ') : text;
  if (!text.isWellFormed() || unwanted.test(line)) return { error: { kind: 'characters' } };
  if (text.replace(invisible, '') === '') return { answer: undefined };
  if (Array.from(text).length > limit) return { error: { kind: 'too-long', limit } };
  if (question.type === 'text') {
    if (encodedLineBreak.test(text)) return { error: { kind: 'characters' } };
    if (webAddress.test(text)) return { error: { kind: 'web-address' } };
  }
  if (question.type === 'e-mail' && !isEmailAddress(text)) return { error: { kind: 'invalid' } };
  if (question.type === 'telephone' && !isTelephone(text)) return { error: { kind: 'invalid' } };
  return { answer: text };
}

/** One code of a fixed list; an empty text, as the first option of a select sends it, is no answer. */
function checkCode(code: string, offered: boolean): Checked {
  if (code === '') return { answer: undefined };
  return offered ? { answer: code } : { error: { kind: 'invalid' } };
}

function checkSeveral(
  question: Extract<Question, { type: 'several choices' }>,
  value: unknown,
): Checked {
  const chosen: unknown[] = (Array.isArray(value) ? value : [value]).filter((one) => one !== '');
  const offered = question.options.map((option) => option.value);
  if (!chosen.every((one) => typeof one === 'string' && offered.includes(one))) {
    return { error: { kind: 'invalid' } };
  }
  // In the definition's order, so that the order of ticking does not make another registration.
  const answer = offered.filter((one) => chosen.includes(one));
  return { answer: answer.length === 0 ? undefined : answer };
}

function checkConsent(value: unknown): Checked {
  if (value === true || value === 'yes') return { answer: true };
  return value === false || value === '' ? { answer: undefined } : { error: { kind: 'invalid' } };
}

function checkValue(question: Question, value: unknown): Checked {
  if (value === undefined) return { answer: undefined };
  if (question.type === 'several choices') return checkSeveral(question, value);
  if (question.type === 'consent') return checkConsent(value);
  if (typeof value !== 'string') return { error: { kind: 'invalid' } };
  switch (question.type) {
    case 'choice':
      return checkCode(
        value,
        question.options.some((option) => option.value === value),
      );
    case 'country':
      return checkCode(value, isCountry(value));
    case 'text':
    case 'long text':
      return checkText(question, value, question.limit);
    default:
      return checkText(question, value, longestAnswers[question.type]);
  }
}

/**
 * Checks what arrived for one question that was asked, and gives it its normal form: Unicode form C,
 * without surrounding space, line breaks as LF. `value` is text from a form; from JSON also a boolean
 * (consent) or a list of texts (several choices).
 */
export function checkAnswer(question: Question, value: unknown): Checked {
  const checked = checkValue(question, value);
  if ('answer' in checked && checked.answer === undefined && question.required) {
    return { error: { kind: 'missing' } };
  }
  return checked;
}
