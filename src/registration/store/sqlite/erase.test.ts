import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable, type Store, type StoredRegistration } from '../store.ts';
import { sample } from '../../testing/store.fixture.ts';
import { bytesIn, tracesIn } from '../testing/database-files.fixture.ts';
import { openSqlite } from './sqlite.ts';

let folder: string;
let path: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
  path = join(folder, 'registrations.sqlite');
  store = openSqlite(path, 'create');
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** A registration whose sealed bytes occur nowhere else. */
function canary(number: number): StoredRegistration {
  const bytes = { sealed: randomBytes(8392), sealedEarly: randomBytes(4112) };
  return { ...sample(number), ...bytes, contact: randomBytes(2300) };
}

/** Adds enough to fill both the database and its log. Returns one of them. */
async function add(amount: number): Promise<StoredRegistration> {
  const all = Array.from({ length: amount }, (_, number) => canary(number));
  await Promise.all(all.map((each) => store.add(each)));
  return all[Math.floor(amount / 2)] ?? canary(0);
}

const none = new Uint8Array();

describe('a SQLite store whose files are searched', () => {
  it('shows the sealed bytes, in the log as well, until they are deleted', async () => {
    const { sealed, sealedEarly = none, contact = none, contentKey } = await add(5);
    expect(await tracesIn(folder, sealed)).toBeGreaterThan(200);
    expect(await tracesIn(folder, contact)).toBeGreaterThan(50);
    expect(await tracesIn(folder, sealedEarly)).toBeGreaterThan(100);
    expect((await bytesIn(folder)).includes(contentKey)).toBe(true);
  });

  it('holds no byte of the answers that go first once they are deleted', async () => {
    const { sealed, sealedEarly = none, contentKey } = await add(200);
    await store.deleteFirst();
    expect(await tracesIn(folder, sealedEarly)).toBe(0);
    expect((await bytesIn(folder)).includes(contentKey)).toBe(false);
    expect(await tracesIn(folder, sealed)).toBeGreaterThan(200);
  });

  it('holds no byte of any registration once all are deleted', async () => {
    const { sealed, sealedEarly = none, contact = none, ...keys } = await add(200);
    const { reference, receivedAt, emailKey, contentKey } = keys;
    await store.outbox.claim(Date.now());
    await store.deleteAll();
    const bytes = await bytesIn(folder);
    expect(await tracesIn(folder, sealed)).toBe(0);
    expect(await tracesIn(folder, sealedEarly)).toBe(0);
    expect(await tracesIn(folder, contact)).toBe(0);
    for (const each of [reference, receivedAt, emailKey, contentKey]) {
      expect(bytes.includes(each), each).toBe(false);
    }
  });

  it('would hold them after a DELETE alone', async () => {
    const { sealed } = await add(200);
    await store.close();
    const database = new DatabaseSync(path);
    database.exec('DELETE FROM registration');
    expect(await tracesIn(folder, sealed)).toBeGreaterThan(0);
    database.close();
  });

  it('deletes while another connection is open, and says where that reads at the moment', async () => {
    const { sealed } = await add(20);
    const reader = openSqlite(path, 'read');
    await reader.list();
    const busy = new DatabaseSync(path, { readOnly: true });
    const rows = busy.prepare('SELECT * FROM registration').iterate();
    rows.next();
    await expect(store.deleteAll()).rejects.toThrow(StoreUnavailable);
    rows.return?.();
    busy.close();
    expect(await store.deleteAll()).toBe(0);
    expect(await tracesIn(folder, sealed)).toBe(0);
    expect(await reader.list()).toEqual([]);
    await reader.close();
  });
});

/** Runs a process that deletes, within a shell's limits. */
function deleting(what: string, limits = '') {
  const script = join(import.meta.dirname, '../testing/sqlite-erasure.child.ts');
  return spawn('bash', ['-c', `${limits} exec "$0" "$@"`, process.execPath, script, path, what]);
}

/** Kills a process with signal 9, some milliseconds after it began to delete. */
async function killedWhileDeleting(what: string, milliseconds: number): Promise<void> {
  const child = deleting(what);
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  await wait(milliseconds);
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

describe('a process that is killed while it deletes', () => {
  it.each([0, 3, 6, 12, 25, 50])(
    'leaves a sound database, after %i ms, from which the next run deletes the rest',
    async (milliseconds) => {
      const { sealed, sealedEarly = none } = await add(300);
      await store.close();
      await killedWhileDeleting('first', milliseconds);
      store = openSqlite(path, 'write');
      expect(await store.list()).toHaveLength(300);
      await store.deleteFirst();
      expect(await tracesIn(folder, sealedEarly)).toBe(0);
      expect(await tracesIn(folder, sealed)).toBeGreaterThan(200);

      await store.close();
      await killedWhileDeleting('everything', milliseconds);
      store = openSqlite(path, 'write');
      await store.deleteAll();
      expect(await store.list()).toEqual([]);
      expect(await tracesIn(folder, sealed)).toBe(0);
    },
  );
});

describe('a process that finds the disk full while it deletes', () => {
  it('says that the store is unavailable and deletes nothing, and the next run deletes', async () => {
    const { sealed, sealedEarly = none } = await add(300);
    await store.close();
    // A limit on file size, in KiB, stands in for a full disk.
    const child = deleting('first', 'ulimit -f 256;');
    expect(await text(child.stdout)).toBe('begins\nStoreUnavailable\n');
    store = openSqlite(path, 'write');
    expect(await store.holdings()).toEqual({ registrations: 300, first: 300, whole: 0 });
    await store.deleteFirst();
    expect(await tracesIn(folder, sealedEarly)).toBe(0);
    expect(await tracesIn(folder, sealed)).toBeGreaterThan(200);
  });
});
