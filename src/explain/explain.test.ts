import { expect, test } from 'vitest';
import { z } from 'zod';
import { explain } from './explain.ts';

const schema = z.strictObject({
  title: z.string().min(1),
  place: z.number().int().min(1).max(9).optional(),
  kinds: z.array(z.enum(['talk', 'visit'])).min(1),
});

test('says nothing about content that fits', () => {
  expect(explain(schema, { title: 'A', kinds: ['talk'] })).toEqual([]);
});

test('says every mistake of a file, each with its place', () => {
  expect(explain(schema, { title: 'A', place: 12, kinds: ['talk', 'vist'] })).toEqual([
    { path: ['place'], what: '"place" is 12', remedy: 'Write a number from 1 to 9.' },
    {
      path: ['kinds', 1],
      what: '"vist" is not one of the options here',
      remedy: 'Did you mean "visit"?',
    },
  ]);
});

test('says a misspelt key once, not also as a missing one', () => {
  expect(explain(schema, { titel: 'A', kinds: ['talk'] })).toEqual([
    {
      path: ['titel'],
      what: 'the key "titel" is not known here',
      remedy: 'Did you mean "title"?',
    },
  ]);
});

test('does not suggest a key that is there already', () => {
  const [found] = explain(schema, { title: 'A', titles: 'B', kinds: ['talk'] });
  expect(found?.remedy).toBe('Remove it; the known keys are title, place, kinds.');
});

test('offers to remove an empty line where the key may be absent', () => {
  const [found] = explain(schema, { title: 'A', place: null, kinds: ['talk'] });
  expect(found?.remedy).toBe('Write it after "place:", or remove the line.');
});

test('names an entry of a list by its position from one', () => {
  const [found] = explain(schema, { title: 'A', kinds: [null] });
  expect(found?.what).toBe('entry 1 of "kinds" is empty');
});
