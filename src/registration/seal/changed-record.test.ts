import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDatabase } from '../store/sqlite/file.ts';
import { migrations } from '../store/sqlite/migrations.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';
import type { Store } from '../store/store.ts';
import { answers, definition, version } from '../testing/endpoint.fixture.ts';
import { sample } from '../testing/store.fixture.ts';
import { resealAll } from './reseal.ts';
import { openWith, sealTo } from './seal.ts';

let folder: string;
let identity: string;
let store: Store;

/** A database of schema 8 with two guests, the first of whom changed an answer. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'changed-'));
  const path = join(folder, 'registrations.sqlite');
  identity = await generateX25519Identity();
  const seal = sealTo([await identityToRecipient(identity)], definition);
  const older = new DatabaseSync(path);
  for (const migration of migrations.slice(0, 8)) older.exec(migration);
  const add =
    older.prepare(`INSERT INTO registration (reference, received_at, email_key, content_key,
    sealed, sealed_first, whole, amended) VALUES (?, ?, 'e', ?, ?, ?, 0, ?)`);
  for (const number of [1, 2]) {
    const { reference, receivedAt } = sample(number);
    const sent = { ...answers, needs_consent: true, notice: true };
    const { sealed, sealedEarly } = await seal({
      reference,
      receivedAt,
      form: version,
      answers: sent,
    });
    const changed = { position: 'Director', field_visit: [] };
    const later = '2017-01-20T09:00:00.000Z';
    const changes = await seal({ reference, receivedAt: later, form: version, answers: changed });
    const amended = number === 1 ? changes.sealed : null;
    add.run(reference, receivedAt, `c${number}`, sealed, sealedEarly ?? null, amended);
  }
  older.exec('PRAGMA application_id = 0x52656769; PRAGMA user_version = 8');
  older.close();
  expect(migrateDatabase(path)).toBe(8);
  store = openSqlite(path, 'write');
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const first = { position: 'Director', field_visit: [], name: 'Ada Lovelace', needs: 'No nuts' };
const second = { position: 'Analyst', field_visit: 'yes', name: 'Ada Lovelace', needs: 'No nuts' };

async function answersWith(key: string): Promise<unknown[]> {
  const opened = await Promise.all((await store.list()).map(openWith([key])));
  return opened.map((record) => record.answers);
}

describe('what guests changed in an earlier release', () => {
  it('is read as before after the migration, and the others are as they were', async () => {
    expect(await answersWith(identity)).toMatchObject([first, second]);
  });

  it('is sealed anew with its registration', async () => {
    const other = await generateX25519Identity();
    const recipients = [await identityToRecipient(other)];
    const { resealed, unopened } = await resealAll(await store.list(), [identity], recipients);
    expect(unopened).toEqual([]);
    await store.reseal(resealed);
    expect(await answersWith(other)).toMatchObject([first, second]);
    await expect(answersWith(identity)).rejects.toThrow('sealed to another key');
  });

  it('does not open behind the record of another registration, or where it is damaged', async () => {
    const [one, other] = await store.list();
    if (one === undefined || other === undefined) throw new Error('There are two.');
    const open = openWith([identity]);
    const changes = one.sealed.subarray(-other.sealed.length);
    const mark = new TextEncoder().encode(`changed ${other.sealed.length}\n`);
    const moved = Uint8Array.from([...mark, ...other.sealed, ...changes]);
    const foreign = open({ ...other, sealed: moved });
    await expect(foreign).rejects.toThrow('Its changes belong to another registration.');
    const cut = open({ ...one, sealed: one.sealed.subarray(0, -1) });
    await expect(cut).rejects.toThrow('It is damaged');
  });

  it('keeps the other answers where those that go first are deleted', async () => {
    await store.deleteFirst();
    const [{ needs: _, ...rest }] = [first];
    expect(await answersWith(identity)).toMatchObject([rest, {}]);
  });
});
