import { describe, expect, it } from 'vitest';
import { englishWords, readWords } from '../../../words/read-words.ts';
import { checkAnswer, questionMarkup, questionSchema } from './types.ts';

function children(parts: Readonly<Record<string, unknown>> = {}) {
  return questionSchema.parse({ type: 'number', name: 'children', label: 'Children', ...parts });
}

function checked(value: unknown, parts = {}, words = englishWords()) {
  return checkAnswer(children(parts), value, words);
}

function markupOf(parts = {}): string {
  return questionMarkup(children(parts), {
    words: englishWords(),
    typed: new Map([['children', ['two']]]),
    errors: new Map(),
    link: (page) => page,
    under: () => undefined,
  }).toString();
}

describe('a question of type number', () => {
  it.each([
    ['0', '0'],
    ['12', '12'],
    [' 12 ', '12'],
    ['007', '7'],
    ['+3', '3'],
    ['-3', '-3'],
    ['\u22123', '-3'],
    ['-0', '0'],
    ['9007199254740991', '9007199254740991'],
    [12, '12'],
    [-0, '0'],
    [-9007199254740991, '-9007199254740991'],
  ])('takes %j as %s', (value, answer) => {
    expect(checked(value)).toEqual({ answer });
  });

  it.each([
    '1.5',
    '1,000',
    '1.000',
    '1 000',
    '1e3',
    '0x10',
    '--1',
    '-',
    '１２',
    '9007199254740992',
    '9'.repeat(5000),
    'two',
    1.5,
    1e21,
    2 ** 53,
    Infinity,
    NaN,
    true,
    null,
    ['1'],
  ])('refuses %j, with an example', (value) => {
    expect(checked(value)).toEqual({
      error: 'Enter a whole number for “Children” in digits, such as 12',
    });
  });

  it.each([
    ['-1', { error: '“Children” must be 0 or more' }],
    ['0', { answer: '0' }],
    ['1200', { answer: '1200' }],
    [1201, { error: '“Children” must be 1,200 or less' }],
  ])('holds %j against its lowest and highest number', (value, outcome) => {
    expect(checked(value, { min: 0, max: 1200 })).toEqual(outcome);
  });

  it('writes the limit as the language of the event does', () => {
    expect(checked('1201', { max: 1200 }, readWords('nl'))).toEqual({
      error: '‘Children’ moet 1.200 of minder zijn',
    });
  });

  it.each(['', '  ', undefined])('takes %j for no answer', (value) => {
    expect(checked(value)).toEqual({ answer: undefined });
    expect(checked(value, { required: true })).toEqual({
      error: 'Enter a number for “Children”',
    });
  });

  it('asks for a keyboard of digits, but not where the number may be negative', () => {
    expect(markupOf({ min: 0 })).toContain('inputmode="numeric"');
    expect(markupOf({ min: -5 })).not.toContain('inputmode');
    expect(markupOf()).not.toContain('inputmode');
  });

  it('shows again what cannot be read', () => {
    expect(markupOf()).toContain('value="two"');
  });
});
