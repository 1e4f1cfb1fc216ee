import { expect, it } from 'vitest';
import { idempotencyKey } from './idempotency-key.ts';

it('stays the same for the same answers, however long the form was open', () => {
  const key = idempotencyKey('name=Ada&open-for=2000');
  expect(key).toMatch(/^"[0-9a-f]{32}"$/);
  expect(idempotencyKey('name=Ada&open-for=90000&solved-challenge=1')).toBe(key);
});

it('is another one for other answers, and for another invitation', () => {
  const bodies = ['name=Ada', 'name=Ada+King', 'name=Ada+King&invitation-code=7K3Q', 'name=Ada'];
  expect(new Set(bodies.map(idempotencyKey)).size).toBe(4);
});
