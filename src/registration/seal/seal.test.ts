import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { definitionSchema } from '../form/definition.ts';
import type { OpenedRecord, RegistrationRecord } from '../record/record.ts';
import { openWith, sealTo } from './seal.ts';
import type { StoredRegistration } from '../store/store.ts';

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);
const strangerIdentity = await generateX25519Identity();

const formWith = (limit: number, more: readonly object[] = []) => ({
  sections: definitionSchema.shape.sections.parse([
    {
      title: 'You',
      questions: [
        { name: 'email', type: 'e-mail', label: 'E-mail' },
        { name: 'notes', type: 'long text', label: 'Notes', limit },
        ...more,
      ],
    },
  ]),
});
const needs = {
  name: 'needs',
  type: 'long text',
  label: 'Needs',
  limit: 1000,
  deleted_first: true,
};
const plainForm = formWith(500);
const formWithNeeds = formWith(500, [needs]);

const record: RegistrationRecord = {
  reference: '7K3Q-9M2D',
  receivedAt: '2017-01-16T09:00:00.000Z',
  form: 'a1b2c3',
  answers: { name: 'Nguyễn O’Brien', consent: true, topics: ['one', 'two'], notes: 'line\nline' },
};
const needy = { ...record, answers: { ...record.answers, needs: 'No nuts' } };

async function stored(
  changes: Partial<StoredRegistration> = {},
  [answered, form]: [RegistrationRecord, typeof plainForm] = [record, plainForm],
): Promise<StoredRegistration> {
  return {
    reference: record.reference,
    receivedAt: record.receivedAt,
    emailKey: 'e',
    contentKey: 'c',
    ...(await sealTo([recipient], form)(answered)),
    ...changes,
  };
}

const open = openWith([identity]);

describe('sealing a record', () => {
  it('gives back the same record to the holder of the key', async () => {
    expect(await open(await stored())).toEqual({ ...record, deleted: [] });
  });

  it('opens for each of several recipients alone', async () => {
    const other = await identityToRecipient(strangerIdentity);
    const sealed = await sealTo([recipient, other], formWithNeeds)(needy);
    const opened = { ...needy, deleted: [] };
    expect(await open(await stored(sealed))).toEqual(opened);
    expect(await openWith([strangerIdentity])(await stored(sealed))).toEqual(opened);
  });

  it('makes short and long records equally long', async () => {
    const seal = sealTo([recipient], plainForm);
    const long = { ...record, answers: { notes: 'é'.repeat(500) } };
    expect((await seal(record)).sealed.length).toBe((await seal(long)).sealed.length);
  });

  it('refuses a record that does not fit', async () => {
    const tooLong = { ...record, answers: { notes: 'é'.repeat(2048) } };
    await expect(sealTo([recipient], plainForm)(tooLong)).rejects.toThrow(
      'A record is longer than its 4096 bytes.',
    );
  });

  it('leaves nothing readable in the sealed bytes', async () => {
    const { sealed, sealedEarly } = await stored({}, [needy, formWithNeeds]);
    for (const text of ['Nguyễn', 'answers', 'line', 'needs', 'nuts', record.reference]) {
      expect(Buffer.from(sealed).includes(text), text).toBe(false);
      expect(Buffer.from(sealedEarly ?? []).includes(text), text).toBe(false);
    }
  });
});

describe('answers that are deleted first', () => {
  it('come back with the others while they stand', async () => {
    expect(await open(await stored({}, [needy, formWithNeeds]))).toEqual({ ...needy, deleted: [] });
  });

  it('are named, and the others come back, once their bytes are deleted', async () => {
    const gone = await stored({ sealedEarly: undefined }, [needy, formWithNeeds]);
    expect(await open(gone)).toEqual({ ...record, deleted: ['needs'] });
  });

  it('take the same room and leave the same behind where nothing was answered', async () => {
    const [one, other] = [
      await stored({}, [needy, formWithNeeds]),
      await stored({}, [record, formWithNeeds]),
    ];
    expect(other.sealed.length).toBe(one.sealed.length);
    expect(other.sealedEarly?.length).toBe(one.sealedEarly?.length);
    expect(await open({ ...other, sealedEarly: undefined })).toMatchObject({ deleted: ['needs'] });
  });

  it('are no part of a form without such a question', async () => {
    expect((await stored()).sealedEarly).toBeUndefined();
  });

  it('do not open in another registration', async () => {
    const { sealedEarly } = await stored({}, [needy, formWithNeeds]);
    await expect(
      open(await stored({ sealedEarly: sealedEarly }, [record, formWithNeeds])),
    ).rejects.toThrow(
      'The answers that are deleted first are damaged, or belong to another registration.',
    );
  });
});

/** A stored registration with any record. */
async function holding(value: object): Promise<StoredRegistration> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return stored({ sealed: await encrypter.encrypt(JSON.stringify(value)) });
}

describe('opening a record', () => {
  it('fails with another key', async () => {
    await expect(openWith([strangerIdentity])(await stored())).rejects.toThrow(
      'It is damaged, or sealed to another key.',
    );
  });

  it('fails where a single byte was changed', async () => {
    const { sealed } = await stored();
    sealed[sealed.length - 100] = (sealed.at(-100) ?? 0) ^ 1;
    await expect(open(await stored({ sealed }))).rejects.toThrow(
      'It is damaged, or sealed to another key.',
    );
  });

  it.each([{ reference: '8888-8888' }, { receivedAt: '2017-01-17T09:00:00.000Z' }])(
    'fails in a row that is not its own: %o',
    async (changes) => {
      await expect(open(await stored(changes))).rejects.toThrow(
        'It holds the record of another registration.',
      );
    },
  );

  it('reads a record of version 1, which holds all answers', async () => {
    const opened: OpenedRecord = { ...needy, deleted: [] };
    expect(await open(await holding({ version: 1, ...needy }))).toEqual(opened);
  });

  it('fails for a record of an unknown version', async () => {
    await expect(open(await holding({ version: 3, ...record }))).rejects.toThrow(
      'It does not hold a record of version 1 or 2.',
    );
  });
});

describe('keys', () => {
  it('are refused in one sentence where a recipient is not one', () => {
    expect(() => sealTo(['age1nonsense'], plainForm)).toThrow(
      'The public key is not an age public key. Write one that begins with age1, as `keys make` prints it.',
    );
  });

  it('are refused where there is none', () => {
    expect(() => sealTo([], plainForm)).toThrow('There is no public key to seal registrations to.');
  });

  it('are never quoted where an identity is not one', () => {
    expect(() => openWith(['AGE-SECRET-KEY-1OOPS'])).toThrow(
      'A line of the key file is not an age identity (AGE-SECRET-KEY-1…).',
    );
  });
});
