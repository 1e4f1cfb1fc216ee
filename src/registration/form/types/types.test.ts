import { expect, it } from 'vitest';
import { englishWords } from '../../../words/read-words.ts';
import { checkAnswer, mostBytes, questionSchema, typeNames } from './types.ts';

const options = [
  { value: 'a', label: 'A' },
  { value: 'a-longer-one', label: 'B' },
];

/** For each type: its own keys, and the longest answer that it accepts. */
const longest: Readonly<Record<string, readonly [parts: object, typed: unknown]>> = {
  text: [{ limit: 30 }, '😀'.repeat(30)],
  'long text': [{ limit: 30 }, '"\n'.repeat(14).padEnd(30, '"')],
  'e-mail': [{}, `${'a'.repeat(64)}@${`${'b'.repeat(63)}.`.repeat(2)}${'c'.repeat(57)}.nl`],
  telephone: [{}, `+${'1 '.repeat(14)}1${' '.repeat(24)}ext 123456`],
  country: [{ also: options }, 'a-longer-one'],
  date: [{}, '2017-02-15'],
  number: [{}, '-9007199254740991'],
  choice: [{ options }, 'a-longer-one'],
  'several choices': [{ options }, ['a', 'a-longer-one']],
  consent: [{}, 'yes'],
  statement: [{}, 'yes'],
};

it.each(typeNames)('has room in a record for the longest answer of type %s', (type) => {
  const [parts, typed] = longest[type] ?? [{}, undefined];
  const question = questionSchema.parse({ type, name: 'asked', label: 'Asked', ...parts });
  const checked = checkAnswer(question, typed, englishWords());
  expect(checked).toHaveProperty('answer');
  const answer = 'answer' in checked ? checked.answer : undefined;
  expect(answer).toBeDefined();
  const json = JSON.stringify(answer);
  const bytes = Buffer.byteLength(typeof answer === 'string' ? json.slice(1, -1) : json);
  expect(bytes).toBeLessThanOrEqual(mostBytes(question));
});
