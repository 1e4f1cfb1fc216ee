import { englishWords } from './read-words.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { eventSchema, phasePlaceholders } from '../event/event.ts';
import { phrase, placeholdersIn } from './phrase.ts';
import { eventPlaceholders } from '../event/placeholders.ts';

test('finds the placeholders of a text in order', () => {
  expect(placeholdersIn('from {first day} to {last day}')).toEqual(['first day', 'last day']);
});

test('refuses each unknown placeholder and names what is known', () => {
  const { error } = phrase(['first day']).safeParse('{first day}, {day one}, {day two}');
  expect(error?.issues).toMatchObject([
    { message: 'placeholder', params: { written: 'day one', known: ['first day'] } },
    { message: 'placeholder', params: { written: 'day two', known: ['first day'] } },
  ]);
});

test('a phase may hold exactly the placeholders that are filled in', () => {
  const file = join(import.meta.dirname, '../../content/event.yaml');
  const event = eventSchema.parse(parse(readFileSync(file, 'utf8')));
  expect(Object.keys(eventPlaceholders(event, englishWords()))).toEqual([...phasePlaceholders]);
});
