/** Whether a text says what a sentence says, also in the middle of a sentence of its own. */
export function says(text: string, sentence: string): boolean {
  return text.toLowerCase().includes(sentence.replace(/\.$/, '').toLowerCase());
}
