import type { Answer } from '../../record/record.ts';

/** The name of a limited choice, in the store and in the form. */
export function placeName(question: string, value: string): string {
  return `${question}/${value}`;
}

/** Whether an answer to a question, of one choice or several, chooses a value. */
export function isChosen(answer: Answer | undefined, value: string): boolean {
  return Array.isArray(answer) ? answer.includes(value) : answer === value;
}
