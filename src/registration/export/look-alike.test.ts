import { expect, it } from 'vitest';
import type { OpenedRegistration } from './open-registrations.ts';
import { addressSkeleton, withLookAlikes } from './look-alike.ts';
import { exportTable } from './terminal-table.ts';
import { definition } from '../testing/endpoint.fixture.ts';
import { sample } from '../testing/store.fixture.ts';

function opened(number: number, email: string): OpenedRegistration {
  const { reference, receivedAt } = sample(number);
  const answers = { name: `Guest ${number}`, email };
  return {
    record: { reference, receivedAt, form: 'f', answers, deleted: [] },
    repeats: undefined,
    state: 'received',
  };
}

it.each([
  ['ada@example.org', 'ada@exаmple.org'],
  ['ada@example.org', 'ada@xn--exmple-4nf.org'],
  ['ada@example.org', 'АDА@example.org'],
  ['alan@example.org', 'aIan@example.org'],
  ['alan@example.org', 'a1an@example.org'],
  ['joe@example.org', 'j0e@example.org'],
  ['morn@example.org', 'mom@example.org'],
  ['ada@example.org', 'ada@ｅｘample.org'],
  ['ο@example.org', 'о@example.org'],
])('sees that %s looks like %s', (one, other) => {
  expect(addressSkeleton(one)).toBe(addressSkeleton(other));
});

it.each([
  ['ada@example.org', 'adа.b@example.org'],
  ['rene@example.org', 'rené@example.org'],
  ['ada@example.org', 'ada@example.com'],
])('sees that %s does not look like %s', (one, other) => {
  expect(addressSkeleton(one)).not.toBe(addressSkeleton(other));
});

it('names the first registration that an address looks like, and no repetition', () => {
  const all = ['ada@example.org', 'ADA@example.org', 'ada@exаmple.org', 'bob@example.org'];
  const rows = all.map((email, number) => opened(number, email));
  const marked = withLookAlikes(definition, rows).map(({ looksLike }) => looksLike);
  expect(marked).toEqual([undefined, undefined, sample(0).reference, undefined]);
});

it('shows it in the organisers’ list', () => {
  const rows = [opened(1, 'ada@example.org'), opened(2, 'ada@exаmple.org')];
  const [, one, two] = exportTable(definition, withLookAlikes(definition, rows)).split('\n');
  expect(one).not.toContain('looks like');
  expect(two).toMatch(/ address looks like that of 0000-0001$/);
});
