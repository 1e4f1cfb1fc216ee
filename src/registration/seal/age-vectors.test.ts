import { Decrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { ageVectors, digestOf } from '../testing/age-vectors.fixture.ts';
import { openWith } from './seal.ts';

const good = ageVectors.filter(({ expected }) => expected === 'success');
const bad = ageVectors.filter(({ expected }) => expected !== 'success');

/** What opening a registration with an age file says. No vector holds a record. */
async function answerTo(identities: readonly string[], sealed: Uint8Array): Promise<string> {
  const row = { reference: '7K3Q-9M2D', receivedAt: '2017-01-16T09:00:00.000Z' };
  const opening = openWith(identities)({ ...row, emailKey: 'e', contentKey: 'c', sealed });
  return opening.then(
    () => 'It opens.',
    (cause: unknown) => (cause instanceof Error ? cause.message : ''),
  );
}

describe('the published test vectors of the age format', () => {
  it('are there, good files and bad', () => {
    expect(good.length).toBeGreaterThanOrEqual(18);
    expect(bad.length).toBeGreaterThanOrEqual(50);
  });

  it.each(good)('open where they are good: $name', async ({ identities, file, digest }) => {
    const decrypter = new Decrypter();
    for (const identity of identities) decrypter.addIdentity(identity);
    expect(digestOf(await decrypter.decrypt(file))).toBe(digest);
    expect(await answerTo(identities, file)).toBe('It does not hold a record of version 1 or 2.');
  });

  it.each(bad)('do not open where they are bad: $name', async ({ identities, file }) => {
    expect(await answerTo(identities, file)).toBe('It is damaged, or sealed to another key.');
  });
});
