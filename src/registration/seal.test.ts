import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { definitionSchema } from './definition.ts';
import { openWith, sealedSize, sealTo, type RegistrationRecord } from './seal.ts';
import type { StoredRegistration } from './store.ts';

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const strangerIdentity = await generateX25519Identity();

const record: RegistrationRecord = {
  version: 1,
  reference: '7K3Q-9M2D',
  receivedAt: '2017-01-16T09:00:00.000Z',
  form: 'a1b2c3',
  answers: { name: 'Nguyễn O’Brien', consent: true, topics: ['one', 'two'], needs: 'line\nline' },
};

async function stored(changes: Partial<StoredRegistration> = {}): Promise<StoredRegistration> {
  return {
    reference: record.reference,
    receivedAt: record.receivedAt,
    emailKey: 'e',
    contentKey: 'c',
    sealed: await sealTo([recipient], 4096)(record),
    ...changes,
  };
}

describe('sealing a record', () => {
  it('gives back the same record to the holder of the key', async () => {
    expect(await openWith([identity])(await stored())).toEqual(record);
  });

  it('opens for each of several recipients alone', async () => {
    const other = await identityToRecipient(strangerIdentity);
    const sealed = await sealTo([recipient, other], 4096)(record);
    expect(await openWith([identity])(await stored({ sealed }))).toEqual(record);
    expect(await openWith([strangerIdentity])(await stored({ sealed }))).toEqual(record);
  });

  it('makes short and long records equally long', async () => {
    const seal = sealTo([recipient], 4096);
    const long = { ...record, answers: { needs: 'é'.repeat(1500) } };
    expect((await seal(record)).length).toBe((await seal(long)).length);
  });

  it('refuses a record that does not fit', async () => {
    const tooLong = { ...record, answers: { needs: 'é'.repeat(2048) } };
    await expect(sealTo([recipient], 4096)(tooLong)).rejects.toThrow(
      'A record is longer than its 4096 bytes.',
    );
  });

  it('leaves nothing readable in the sealed bytes', async () => {
    const bytes = Buffer.from((await stored()).sealed);
    for (const text of ['Nguyễn', 'answers', 'line', record.reference]) {
      expect(bytes.includes(text), text).toBe(false);
    }
  });
});

describe('opening a record', () => {
  it('fails with another key', async () => {
    await expect(openWith([strangerIdentity])(await stored())).rejects.toThrow(
      'It is damaged, or sealed to another key.',
    );
  });

  it('fails where a single byte was changed', async () => {
    const { sealed } = await stored();
    sealed[sealed.length - 100] = (sealed.at(-100) ?? 0) ^ 1;
    await expect(openWith([identity])(await stored({ sealed }))).rejects.toThrow(
      'It is damaged, or sealed to another key.',
    );
  });

  it.each([{ reference: '8888-8888' }, { receivedAt: '2017-01-17T09:00:00.000Z' }])(
    'fails in a row that is not its own: %o',
    async (changes) => {
      await expect(openWith([identity])(await stored(changes))).rejects.toThrow(
        'It holds the record of another registration.',
      );
    },
  );

  it('fails for a record of an unknown version', async () => {
    const seal = sealTo([recipient], 4096);
    const sealed = await seal(JSON.parse(JSON.stringify({ ...record, version: 2 })));
    await expect(openWith([identity])(await stored({ sealed }))).rejects.toThrow(
      'It does not hold a record of version 1.',
    );
  });
});

describe('keys', () => {
  it('are refused in one sentence where a recipient is not one', () => {
    expect(() => sealTo(['age1nonsense'], 4096)).toThrow(
      '"age1nonsense" is not an age public key (age1…).',
    );
  });

  it('are refused where there is none', () => {
    expect(() => sealTo([], 4096)).toThrow('There is no public key to seal registrations to.');
  });

  it('are never quoted where an identity is not one', () => {
    expect(() => openWith(['AGE-SECRET-KEY-1OOPS'])).toThrow(
      'A line of the key file is not an age identity (AGE-SECRET-KEY-1…).',
    );
  });
});

const form = (limit: number) => ({
  sections: definitionSchema.shape.sections.parse([
    {
      title: 'You',
      questions: [
        { name: 'email', type: 'e-mail', label: 'E-mail' },
        { name: 'needs', type: 'long text', label: 'Needs', limit },
      ],
    },
  ]),
});

describe('the padded size', () => {
  it('holds the longest answers that the form takes', async () => {
    const definition = form(4000);
    const answers = { email: '"'.repeat(254), needs: '😀'.repeat(4000) };
    const seal = sealTo([recipient], sealedSize(definition));
    await expect(seal({ ...record, answers })).resolves.toBeInstanceOf(Uint8Array);
  });

  it('grows in whole steps of 4 KiB', () => {
    expect([form(10), form(1000), form(4000)].map(sealedSize)).toEqual([4096, 8192, 20480]);
  });
});
