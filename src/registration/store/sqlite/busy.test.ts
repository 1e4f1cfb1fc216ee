import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { held, sample } from '../../testing/store.fixture.ts';
import type { Store } from '../store.ts';
import { persist } from './busy.ts';
import { openSqlite } from './sqlite.ts';

let folder: string;
let store: Store;
let other: DatabaseSync;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busy-'));
  const path = join(folder, 'registrations.sqlite');
  store = openSqlite(path, 'create');
  other = new DatabaseSync(path);
});
afterEach(async () => {
  other.close();
  await store.close();
  await rm(folder, { recursive: true });
});

/** Ends the other connection's transaction soon, in this thread: a wait that held it would fail. */
function releaseSoon(connection: DatabaseSync = other): void {
  setTimeout(() => connection.exec('ROLLBACK'), 100);
}

describe('a store while another connection has the lock', () => {
  it('leaves the thread to whoever releases it, and then writes', async () => {
    other.exec('BEGIN IMMEDIATE');
    releaseSoon();
    expect(await store.add(sample(1))).toEqual({ reference: sample(1).reference });
  });

  it('shows what it holds', async () => {
    await store.add(sample(1));
    other.exec('BEGIN IMMEDIATE');
    const adding = store.add(sample(2));
    expect(await store.list()).toEqual([held(1)]);
    other.exec('ROLLBACK');
    await adding;
    expect(await store.list()).toEqual([held(1), held(2)]);
  });

  it('writes in the order in which it was asked to, more than one transaction takes', async () => {
    other.exec('BEGIN IMMEDIATE');
    const numbers = Array.from({ length: 300 }, (_, number) => number);
    const all = numbers.map((number) => store.add(sample(number)));
    releaseSoon();
    await Promise.all(all);
    const references = (await store.list()).map(({ reference }) => reference);
    expect(references).toEqual(numbers.map((number) => sample(number).reference));
  });

  it('deletes once it is released', async () => {
    await store.add(sample(1));
    other.exec('BEGIN IMMEDIATE');
    releaseSoon();
    expect(await store.deleteAll()).toBe(1);
    expect(await store.list()).toEqual([]);
  });

  it('deletes once a reader is gone who kept the log', async () => {
    await store.add(sample(1));
    other.exec('BEGIN');
    other.prepare('SELECT * FROM registration').all();
    releaseSoon();
    expect(await store.deleteAll()).toBe(1);
  });

  it('closes once what waits is written, and takes nothing new', async () => {
    other.exec('BEGIN IMMEDIATE');
    const adding = store.add(sample(1));
    const closing = store.close();
    await expect(store.add(sample(2))).rejects.toThrow('The store is closed.');
    await expect(store.list()).rejects.toThrow('The store is closed.');
    releaseSoon();
    expect(await adding).toEqual({ reference: sample(1).reference });
    await closing;
    expect(other.prepare('SELECT reference FROM registration').all()).toHaveLength(1);
  });
});

describe('work that may find another connection in its way', () => {
  it('reads once a lock against readers is gone', async () => {
    // Without a log, a writer keeps readers out, as SQLite does while it recovers a log.
    const path = join(folder, 'plain.sqlite');
    const [writer, reader] = [new DatabaseSync(path), new DatabaseSync(path)];
    writer.exec('CREATE TABLE guest (name TEXT); BEGIN EXCLUSIVE');
    let attempts = 0;
    releaseSoon(writer);
    const read = () => {
      attempts += 1;
      return reader.prepare('SELECT name FROM guest').all();
    };
    expect(await persist(read)).toEqual([]);
    expect(attempts).toBeGreaterThan(1);
    for (const each of [writer, reader]) each.close();
  });

  it('fails at once for any other reason', async () => {
    let attempts = 0;
    const work = () => {
      attempts += 1;
      return other.prepare('SELECT name FROM nowhere').all();
    };
    await expect(persist(work)).rejects.toThrow('no such table: nowhere');
    expect(attempts).toBe(1);
  });
});
