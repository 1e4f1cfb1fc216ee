/** Whether a text contains a sentence, also in the middle of a longer one. */
export function says(text: string, sentence: string): boolean {
  return text.toLowerCase().includes(sentence.replace(/\.$/, '').toLowerCase());
}
