import type { Answer } from '../../record/record.ts';

/** The name of a limited choice in the store and the form. */
export function placeName(question: string, value: string): string {
  return `${question}/${value}`;
}

/** Whether an answer of one or several choices includes a value. */
export function isChosen(answer: Answer | undefined, value: string): boolean {
  return Array.isArray(answer) ? answer.includes(value) : answer === value;
}
