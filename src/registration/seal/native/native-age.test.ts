import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';
import { bech32 } from '@scure/base';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definition } from '../../testing/endpoint.fixture.ts';
import { runs } from '../../testing/properties.fixture.ts';
import { ageVectors } from '../../testing/age-vectors.fixture.ts';
import { padded } from '../padding.ts';
import { openWith, sealTo } from '../seal.ts';
import { nativeEncryptTo, payload, withMac } from './native-age.ts';

const identities = await Promise.all(Array.from({ length: 5 }, generateX25519Identity));
const recipients = await Promise.all(identities.map((each) => identityToRecipient(each)));

async function decrypted(identity: string, file: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(file);
}

async function byLibrary(to: readonly string[], content: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of to) encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}

/** A file's header with an `A` for each random character, and the size of what follows it. */
function shapeOf(file: Uint8Array): { readonly header: string; readonly rest: number } {
  const text = Buffer.from(file).toString('latin1');
  const [header = ''] = /^[^]*?\n--- .*\n/.exec(text) ?? [];
  const [first = '', ...lines] = header.split('\n');
  const plain = lines.map((line) =>
    line.replace(/(^|^-> X25519 |^--- )[A-Za-z\d+/]+$/, (whole, start: string) =>
      start.padEnd(whole.length, 'A'),
    ),
  );
  return { header: [first, ...plain].join('\n'), rest: file.length - header.length };
}

const piece = 64 * 1024;
const sizes = fc.oneof(
  fc.constantFrom(0, 1, 4096, piece - 1, piece, piece + 1, 2 * piece, 2 * piece + 1),
  fc.integer({ min: 0, max: 3 * piece }),
);

describe('a file that Node’s own cryptography encrypts', () => {
  it('is decrypted by age-encryption for each of its recipients, whatever its size', async () => {
    const anyFile = fc.asyncProperty(
      sizes,
      fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 1 }),
      async (size, chosen) => {
        const content = randomBytes(size);
        const file = await nativeEncryptTo(chosen.map((index) => recipients[index] ?? ''))(content);
        for (const index of chosen) {
          const opened = await decrypted(identities[index] ?? '', file);
          expect(Buffer.compare(opened, content)).toBe(0);
        }
        const other = identities.find((_, index) => !chosen.includes(index));
        if (other !== undefined) await expect(decrypted(other, file)).rejects.toThrow();
      },
    );
    await fc.assert(anyFile, { ...runs, numRuns: 60 });
  });

  it('has the same header and length as one of age-encryption, but for what is random', async () => {
    const anyFile = fc.asyncProperty(sizes, fc.integer({ min: 1, max: 5 }), async (size, count) => {
      const [to, content] = [recipients.slice(0, count), randomBytes(size)];
      const shape = shapeOf(await nativeEncryptTo(to)(content));
      expect(shape).toEqual(shapeOf(await byLibrary(to, content)));
      expect(shape.header.match(/^-> X25519 A{43}\nA{43}$/gm)).toHaveLength(count);
    });
    await fc.assert(anyFile, { ...runs, numRuns: 60 });
  });

  it('does not open once any of its bytes is changed', async () => {
    const [recipient = ''] = recipients;
    const file = await nativeEncryptTo([recipient])(randomBytes(100));
    const changed = Array.from(file.keys(), async (index) => {
      const copy = Uint8Array.from(file);
      copy[index] = (copy[index] ?? 0) ^ 1;
      await expect(decrypted(identities[0] ?? '', copy), `byte ${index}`).rejects.toThrow();
    });
    await Promise.all(changed);
  });

  it('has a key, a share and a nonce that no other file has', async () => {
    const encrypt = nativeEncryptTo(recipients.slice(0, 1));
    const files = await Promise.all(Array.from({ length: 50 }, () => encrypt(new Uint8Array(10))));
    const parts = files.flatMap((file) => {
      const lines = Buffer.from(file).toString('latin1').split('\n');
      return [...lines.slice(1, 4), lines.slice(4).join('\n')];
    });
    expect(new Set(parts).size).toBe(200);
  });

  it('goes to keys of another kind too, beside others', async () => {
    const identity = await generateHybridIdentity();
    const [other = ''] = recipients;
    const file = await nativeEncryptTo([await identityToRecipient(identity), other])(
      Buffer.from('text'),
    );
    for (const each of [identity, identities[0] ?? '']) {
      expect(Buffer.from(await decrypted(each, file)).toString()).toBe('text');
    }
  });

  it('is refused to a key that would make its secret known to all', async () => {
    const zero = bech32.encodeFromBytes('age', new Uint8Array(32));
    await expect(nativeEncryptTo([zero])(new Uint8Array(1))).rejects.toThrow();
    await expect(byLibrary([zero], new Uint8Array(1))).rejects.toThrow();
  });
});

describe('a record that Node’s own cryptography seals', () => {
  const record = {
    reference: '7K3Q-9M2D',
    receivedAt: '2017-01-16T09:00:00.000Z',
    form: 'a1b2c3',
    answers: { name: 'Nguyễn O’Brien', needs: 'No nuts' },
  };
  const stored = { ...record, emailKey: 'e', contentKey: 'c' };

  it('is as long as one of age-encryption, and each organiser opens it', async () => {
    const sealed = await sealTo(recipients, definition, nativeEncryptTo)(record);
    const { sealed: library } = await sealTo(recipients, definition)(record);
    expect(sealed.sealed.length).toBe(library.length);
    for (const identity of identities) {
      expect(await openWith([identity])({ ...stored, ...sealed })).toEqual({
        ...record,
        deleted: [],
      });
    }
  });

  const hasAge = spawnSync('age', ['--version']).error === undefined;
  it.skipIf(!hasAge)('is opened by the age command', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'age-'));
    const key = join(folder, 'key');
    await writeFile(key, `${identities[1]}\n`);
    for (const size of [512, 4096, piece, 2 * piece + 1]) {
      const content = padded(record, size);
      const input = await nativeEncryptTo(recipients)(content);
      const { stdout, status } = spawnSync('age', ['--decrypt', '-i', key], {
        input,
        maxBuffer: 4 * piece,
      });
      expect(status).toBe(0);
      expect(Buffer.compare(stdout, content)).toBe(0);
    }
    await rm(folder, { recursive: true });
  });
});

describe('the published test vectors of the age format', () => {
  const good = ageVectors.filter(({ expected }) => expected === 'success');

  it.each(good)('are made again, byte for byte, with their own keys: $name', async (vector) => {
    const { identities: own, file, fileKey } = vector;
    const bytes = Buffer.from(file);
    const mac = bytes.indexOf('\n--- ') + 4;
    const end = bytes.indexOf('\n', mac) + 1;
    const header = bytes.subarray(0, mac).toString('latin1');
    expect(withMac(header, fileKey)).toBe(bytes.subarray(0, end).toString('latin1'));
    const content = await decrypted(own[0] ?? '', file);
    const again = payload(fileKey, bytes.subarray(end, end + 16), content);
    expect(again.equals(bytes.subarray(end))).toBe(true);
  });
});
