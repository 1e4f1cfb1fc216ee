import { describe, expect, it } from 'vitest';
import { englishWords, readWords } from '../../../words/read-words.ts';
import { checkAnswer, questionMarkup, questionSchema } from './types.ts';

const limits = { min: '2017-02-10', max: '2017-02-20' };

function arrival(parts: Readonly<Record<string, unknown>> = {}) {
  const question = { type: 'date', name: 'arrival', label: 'Day of arrival', ...parts };
  return questionSchema.parse(question);
}

function checked(value: unknown, parts = {}, words = englishWords()) {
  return checkAnswer(arrival(parts), value, words);
}

describe('a question of type date', () => {
  it.each(['2017-02-15', '2016-02-29', ' 2017-02-15 ', '0001-01-01', '9999-12-31'])(
    'takes the date %j',
    (typed) => {
      expect(checked(typed)).toEqual({ answer: typed.trim() });
    },
  );

  it.each([
    '2017-02-29',
    '2017-02-30',
    '1900-02-29',
    '2017-13-01',
    '2017-00-10',
    '2017-2-15',
    '15-02-2017',
    '15/02/2017',
    '20170215',
    '2017-02-15T09:00',
    '+002017-02-15',
    '２０１７-02-15',
    'tomorrow',
    20170215,
    true,
    null,
    ['2017-02-15'],
  ])('refuses %j, with an example', (value) => {
    expect(checked(value)).toEqual({
      error: 'Enter a real date for “Day of arrival” as year, month and day, such as 2024-05-31',
    });
  });

  it('has the words of its own question for what is no date', () => {
    const errors = { invalid: 'Enter your day of arrival' };
    expect(checked('soon', { errors })).toEqual({ error: 'Enter your day of arrival' });
  });

  it.each([
    ['2017-02-09', { error: '“Day of arrival” must be 10 February 2017 or later' }],
    ['2017-02-10', { answer: '2017-02-10' }],
    ['2017-02-20', { answer: '2017-02-20' }],
    ['2017-02-21', { error: '“Day of arrival” must be 20 February 2017 or earlier' }],
  ])('holds %s against its first and last date', (typed, outcome) => {
    expect(checked(typed, limits)).toEqual(outcome);
  });

  it('says the limit in the language of the event', () => {
    expect(checked('2017-02-21', limits, readWords('nl'))).toEqual({
      error: '‘Day of arrival’ moet 20 februari 2017 of eerder zijn',
    });
  });

  it.each(['', '  ', undefined])('takes %j for no answer', (value) => {
    expect(checked(value)).toEqual({ answer: undefined });
    expect(checked(value, { required: true })).toEqual({
      error: 'Enter a date for “Day of arrival”',
    });
  });

  it('shows again what cannot be read, below a hint with an example', () => {
    const html = questionMarkup(arrival({ hint: 'At the hotel.' }), {
      words: englishWords(),
      typed: new Map([['arrival', ['30 February']]]),
      errors: new Map(),
      link: (page) => page,
      under: () => undefined,
    }).toString();
    expect(html).toContain('value="30 February"');
    expect(html).toContain(
      'id="arrival-hint">At the hotel. Write it as year, month and day, such as 2024-05-31.</p>',
    );
    expect(html).toContain('aria-describedby="arrival-hint arrival-error"');
  });
});
