import { expect, test } from 'vitest';
import { contradictions } from './contradictions.ts';

const types = ['text', 'choice', 'e-mail'];
const email = { name: 'email', type: 'e-mail', required: true };

test('finds nothing to say about what is no form at all', () => {
  expect(contradictions('a form', types)).toEqual([]);
});

test('finds a condition on an answer that the question does not have', () => {
  const choice = { name: 'behalf', type: 'choice', options: [{ value: 'myself' }] };
  const asked = { name: 'guest', type: 'text', asked_when: { question: 'behalf', answer: 'me' } };
  const form = { identified_by: 'email', sections: [{ questions: [choice, asked, email] }] };
  expect(contradictions(form, types)).toEqual([
    {
      code: 'custom',
      message: 'unknown-option',
      path: ['sections', 0, 'questions', 1, 'asked_when', 'answer'],
      params: { written: 'me', known: ['myself'] },
    },
  ]);
});

test('finds a condition of a question on itself', () => {
  const asked = { name: 'guest', type: 'choice', asked_when: { question: 'guest', answer: 'me' } };
  const form = { identified_by: 'email', sections: [{ questions: [asked, email] }] };
  expect(contradictions(form, types).map(({ message }) => message)).toEqual(['unknown-question']);
});

test('passes over a question without its shape and still sees the others', () => {
  const form = { identified_by: 'email', sections: [{ questions: [5, email, email] }] };
  expect(contradictions(form, types)).toMatchObject([
    { message: 'repeated', path: ['sections', 0, 'questions', 2, 'name'] },
  ]);
});

test('does not call a question of an unknown type a wrong one', () => {
  const form = { identified_by: 'email', sections: [{ questions: [{ ...email, type: 'email' }] }] };
  expect(contradictions(form, types)).toEqual([]);
});
