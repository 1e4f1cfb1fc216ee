import { numberInWords, say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import type { Question } from './definition.ts';

/** What is wrong with an answer. */
export type Fault =
  | { readonly kind: 'missing' | 'invalid' | 'characters' | 'web-address' }
  | { readonly kind: 'too-long'; readonly limit: number };

/** The question's label as plain text: a Markdown link is left as its words. */
export function plainLabel(question: Question): string {
  return question.label.replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1');
}

/** A choice with its question: `Lunch: vegetarian`, or `Will you come? Yes`. */
export function choiceWords(question: Question, label: string): string {
  const asked = plainLabel(question);
  return `${asked}${/[?:]$/.test(asked) ? '' : ':'} ${label}`;
}

type Said = Words['form']['answers'];

function missingText(said: Said, { type }: Question): Said['enter'] {
  switch (type) {
    case 'choice':
    case 'several choices':
    case 'country':
      return said.choose;
    case 'consent':
      return said.tick;
    default:
      return said.enter;
  }
}

function invalidText(said: Said, { type }: Question): Said['enter'] {
  switch (type) {
    case 'e-mail':
      return said.email;
    case 'telephone':
      return said.telephone;
    case 'choice':
    case 'several choices':
    case 'country':
      return said.offered;
    case 'consent':
      return said.tick;
    default:
      return said.text;
  }
}

/** What to say of an answer: the definition's words, or words that fit the type of its question. */
export function answerMessage({ form, language }: Words, question: Question, fault: Fault): string {
  const said = form.answers;
  const { missing, invalid, too_long: tooLong } = question.errors;
  const asked = { question: plainLabel(question) };
  switch (fault.kind) {
    case 'missing':
      return missing ?? say(missingText(said, question), asked);
    case 'invalid':
      return (
        invalid ??
        (question.type === 'consent' ? missing : undefined) ??
        say(invalidText(said, question), asked)
      );
    case 'too-long':
      return (
        tooLong ?? say(said.too_long, { ...asked, limit: numberInWords(language, fault.limit) })
      );
    case 'characters':
      return say(said.characters, asked);
    case 'web-address':
      return say(said.web_address, asked);
  }
}
