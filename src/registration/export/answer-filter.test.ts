import { expect, it } from 'vitest';
import { answerFilter } from './answer-filter.ts';
import { answers, definition } from '../testing/endpoint.fixture.ts';

const record = { reference: '7K3Q-9M2D', receivedAt: '', form: '', deleted: [], answers };

it('takes who gave an answer, also among several, and nobody else', () => {
  expect(answerFilter(definition, 'field=research')(record)).toBe(true);
  expect(answerFilter(definition, 'field=government')(record)).toBe(false);
  const several = { ...record, answers: { field: ['city', 'government'] } };
  expect(answerFilter(definition, 'field=government')(several)).toBe(true);
  expect(answerFilter(definition, 'field=government')({ ...record, answers: {} })).toBe(false);
});

it.each([
  ['police', 'questions are: behalf, field, field_visit.'],
  ['name=Ada', 'questions are: behalf, field, field_visit.'],
  ['field_visit=maybe', '"field_visit" has no value "maybe". Write one of: yes, no.'],
])('refuses %s, and names what there is', (typed, words) => {
  expect(() => answerFilter(definition, typed)).toThrow(words);
});
