import { describe, expect, it } from 'vitest';
import { readWords } from '../../../words/read-words.ts';
import { checkAnswer, labelsOf, questionMarkup, questionSchema } from './types.ts';

const question = questionSchema.parse({
  type: 'country',
  name: 'country',
  label: 'Country',
  required: true,
  names: { CZ: 'Czech Republic' },
  also: [{ value: 'international', label: 'An international organisation' }],
});

function labelsIn(language: string): string[] {
  const html = questionMarkup(question, {
    words: readWords(language),
    typed: new Map(),
    errors: new Map(),
    link: (page) => page,
    under: () => undefined,
  }).toString();
  return Array.from(html.matchAll(/<option value="[^"]+">([^<]*)</g), ([, label = '']) => label);
}

describe('a question for a country', () => {
  it('names countries in the language of the event, in its order', () => {
    expect(labelsIn('nl').slice(0, 2)).toEqual(['Afghanistan', 'Åland']);
    expect(labelsIn('nl')).toContain('Duitsland');
  });

  it('calls a country what the event calls it, at the place of that name', () => {
    const labels = labelsIn('en');
    expect(labels).not.toContain('Czechia');
    expect(labels[labels.indexOf('Czech Republic') - 1]).toBe('Cyprus');
    expect(labelsOf(question, 'en').get('CZ')).toBe('Czech Republic');
  });

  it('takes the answers that the event adds, which stand last', () => {
    expect(labelsIn('en').at(-1)).toBe('An international organisation');
    const words = readWords('en');
    expect(checkAnswer(question, 'international', words)).toEqual({ answer: 'international' });
    expect(checkAnswer(question, 'AQ', words)).toHaveProperty('error');
    expect(checkAnswer(question, 'elsewhere', words)).toHaveProperty('error');
  });
});
