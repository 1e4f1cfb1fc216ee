import type { Question } from './definition.ts';

/** The question's label as plain text: a Markdown link is left as its words. */
export function plainLabel(question: Question): string {
  return question.label.replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1');
}

/** A choice with its question: `Lunch: vegetarian`, or `Will you come? Yes`. */
export function choiceWords(question: Question, label: string): string {
  const asked = plainLabel(question);
  return `${asked}${/[?:]$/.test(asked) ? '' : ':'} ${label}`;
}

/** What to say where a required answer is missing: the definition's words, or words that fit its type. */
export function missingWords(question: Question): string {
  if (question.errors.missing !== undefined) return question.errors.missing;
  const label = plainLabel(question);
  switch (question.type) {
    case 'choice':
    case 'several choices':
    case 'country':
      return `Choose an answer to “${label}”`;
    case 'consent':
      return `Tick the box “${label}”`;
    default:
      return `Enter an answer to “${label}”`;
  }
}

/** What to say where an answer is longer than `limit` characters. */
export function tooLongWords(question: Question, limit: number): string {
  const most = new Intl.NumberFormat('en-GB').format(limit);
  return (
    question.errors.too_long ?? `“${plainLabel(question)}” must be ${most} characters or fewer`
  );
}

/** What to say where an answer is not of the kind that the question asks for. */
export function invalidWords(question: Question): string {
  if (question.errors.invalid !== undefined) return question.errors.invalid;
  const label = plainLabel(question);
  switch (question.type) {
    case 'e-mail':
      return `Enter an answer to “${label}” in the form name@example.org`;
    case 'telephone':
      return `Enter an answer to “${label}” with its country code, such as +31 70 123 45 67`;
    case 'choice':
    case 'several choices':
    case 'country':
      return `Choose one of the answers to “${label}” that are offered`;
    case 'consent':
      return missingWords(question);
    default:
      return `“${label}” must be text`;
  }
}

/** What to say where text holds a line break in one line, a control character or half a character. */
export function characterWords(question: Question): string {
  return `“${plainLabel(question)}” holds a line break or a character that cannot be shown. Type it again without it`;
}

/** What to say where a short text holds the address of a web page. */
export function webAddressWords(question: Question): string {
  return `“${plainLabel(question)}” must not hold a web address. Leave out “http://” and “www.”`;
}
