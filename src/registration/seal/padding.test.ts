import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { definitionSchema } from '../form/definition.ts';
import { sealTo } from './seal.ts';
import { sealedParts } from './padding.ts';

const recipient = await identityToRecipient(await generateX25519Identity());

const form = (limit: number, deletedFirst = false) => ({
  sections: definitionSchema.shape.sections.parse([
    {
      title: 'You',
      questions: [
        { name: 'email', type: 'e-mail', label: 'E-mail' },
        { name: 'needs', type: 'long text', label: 'Needs', limit, deleted_first: deletedFirst },
      ],
    },
  ]),
});

describe('the padded size', () => {
  it.each([false, true])(
    'holds the longest answers that the form takes, deleted first: %s',
    async (deletedFirst) => {
      const seal = sealTo([recipient], form(4000, deletedFirst));
      const record = {
        reference: '7K3Q-9M2D',
        receivedAt: '2017-01-16T09:00:00.000Z',
        form: '0123456789ab',
        answers: { email: '"'.repeat(254), needs: '😀'.repeat(4000) },
      };
      await expect(seal(record)).resolves.toMatchObject({ sealed: expect.any(Uint8Array) });
    },
  );

  it('grows in whole steps of 4 KiB', () => {
    const sizes = [form(10), form(1000), form(4000)].map((each) => sealedParts(each).recordSize);
    expect(sizes).toEqual([4096, 8192, 20480]);
  });

  it('counts the answers that are deleted first in their own part alone', () => {
    expect(sealedParts(form(1000, true))).toEqual({
      first: ['needs'],
      recordSize: 4096,
      firstSize: 4096,
    });
  });
});
