import { spawn, spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../store.ts';
import { schemaVersion } from './migrations.ts';
import { describeStore } from '../contract/store.contract.ts';
import { held, sample } from '../../testing/store.fixture.ts';
import { openSqlite } from './sqlite.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
  path = join(folder, 'registrations.sqlite');
});
afterEach(() => rm(folder, { recursive: true }));

describeStore('the SQLite store', async () => {
  const place = await mkdtemp(join(tmpdir(), 'store-'));
  return {
    open: async () => openSqlite(join(place, 'registrations.sqlite'), 'create'),
    clear: () => rm(place, { recursive: true }),
  };
});

async function filled(): Promise<void> {
  const store = openSqlite(path, 'create');
  await store.add(sample(1));
  await store.close();
}

function change(sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

/** The error with which opening fails. Checks that the file's bytes are unchanged. */
async function refusal(access: 'read' | 'write' | 'create'): Promise<string> {
  const before = await readFile(path);
  let message = '';
  try {
    await openSqlite(path, access).close();
  } catch (cause) {
    message = cause instanceof Error ? cause.message : '';
  }
  expect(await readFile(path)).toEqual(before);
  return message.replace(path, 'FILE');
}

describe('opening a database refuses', () => {
  it('one that is missing, and makes none', async () => {
    expect(() => openSqlite(path, 'write')).toThrow(
      `There is no database at ${path}, or it is empty. Check the path, restore it from a backup, or ` +
        'run `npm run registrations -- create` before the first start.',
    );
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('one whose bytes are not a database', async () => {
    await writeFile(path, 'Dear organisers, '.repeat(1000));
    expect(await refusal('create')).toBe(
      'The database FILE is damaged or not a database; restore it from a backup.',
    );
  });

  it('one whose pages are damaged', async () => {
    await filled();
    const bytes = await readFile(path);
    bytes.fill(0xff, 4096, 8192);
    await writeFile(path, bytes);
    expect(await refusal('write')).toBe('The database FILE is damaged; restore it from a backup.');
  });

  it('one of a newer schema, or of none', async () => {
    await filled();
    for (const version of [0, schemaVersion + 1]) {
      change(`PRAGMA user_version = ${version}`);
      expect(await refusal('write')).toBe(
        `The database FILE has schema ${version}, and this release needs schema ${schemaVersion}. ` +
          'Run the release that wrote it, or restore a backup that fits.',
      );
    }
  });

  it('one that another programme wrote', async () => {
    change('CREATE TABLE invoice (total INTEGER)');
    expect(await refusal('create')).toBe(
      'The database FILE does not hold registrations. Choose another file.',
    );
  });

  it('to begin anew beside the log of a lost database', async () => {
    await writeFile(`${path}-wal`, 'log');
    expect(() => openSqlite(path, 'create')).toThrow(`but its log ${path}-wal is there`);
    expect(await readFile(`${path}-wal`, 'utf8')).toBe('log');
  });

  it('a folder that is none', () => {
    expect(() => openSqlite('/dev/null/registrations.sqlite', 'create')).toThrow(
      'The database /dev/null/registrations.sqlite cannot be created: its folder is not writable.',
    );
  });

  it.skipIf(process.getuid?.() === 0)('one that may not be written', async () => {
    await filled();
    await chmod(path, 0o400);
    expect(await refusal('write')).toBe('The database FILE is read-only.');
  });
});

describe('a SQLite store', () => {
  it('can be read while it is written', async () => {
    const writer = openSqlite(path, 'create');
    const reader = openSqlite(path, 'read');
    await writer.add(sample(1));
    expect(await reader.list()).toEqual([held(1)]);
    await expect(reader.add(sample(2))).rejects.toThrow(StoreUnavailable);
    await reader.close();
    await writer.close();
  });

  it('is readable by its owner alone', async () => {
    await filled();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('is unavailable while another process holds the lock, and recovers', async () => {
    const store = openSqlite(path, 'create');
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.add(sample(1))).rejects.toThrow(StoreUnavailable);
    other.exec('ROLLBACK');
    expect(await store.add(sample(1))).toEqual({ reference: sample(1).reference });
    other.close();
    await store.close();
  });

  it('is copied whole by VACUUM INTO, while a bare copy misses what the log holds', async () => {
    const store = openSqlite(path, 'create');
    await store.add(sample(1));
    await copyFile(path, join(folder, 'bare.sqlite'));
    change(`VACUUM INTO '${join(folder, 'backup.sqlite')}'`);
    const backup = openSqlite(join(folder, 'backup.sqlite'), 'write');
    expect(await backup.list()).toEqual([held(1)]);
    const bare = openSqlite(join(folder, 'bare.sqlite'), 'write');
    expect(await bare.list()).toEqual([]);
    for (const each of [backup, bare, store]) await each.close();
  });
});

describe('a SQLite store that may not be written', () => {
  it('is unavailable for what is new, and still shows what it holds', async () => {
    await filled();
    const store = openSqlite(path, 'read');
    await expect(store.add(sample(2))).rejects.toThrow(StoreUnavailable);
    expect(await store.list()).toEqual([held(1)]);
    await store.close();
  });
});

/**
 * Runs a store in a separate process within a shell's limits. It prints what was added or refused.
 */
function writing(limits: string) {
  const child = spawn('bash', [
    '-c',
    `${limits} exec "$0" "$@"`,
    process.execPath,
    join(import.meta.dirname, '../testing/sqlite.child.ts'),
    path,
  ]);
  return { child, lines: createInterface({ input: child.stdout }) };
}

describe('a process that writes a SQLite store', () => {
  it('loses nothing that it acknowledged when it is killed', async () => {
    const { child, lines } = writing('');
    const acknowledged: string[] = [];
    for await (const line of lines) {
      acknowledged.push(line);
      if (acknowledged.length === 200) child.kill('SIGKILL');
    }
    const store = openSqlite(path, 'write');
    const standing = new Set((await store.list()).map(({ reference }) => reference));
    await store.close();
    expect(acknowledged.length).toBeGreaterThanOrEqual(200);
    expect(acknowledged.filter((reference) => !standing.has(reference))).toEqual([]);
  });

  it('says that the store is unavailable when the disk is full, and recovers', async () => {
    // A limit on file size, in KiB, stands in for a full disk.
    const { child, lines } = writing('ulimit -f 256;');
    const acknowledged: string[] = [];
    let refused = 0;
    for await (const line of lines) {
      if (line === 'StoreUnavailable') refused += 1;
      else acknowledged.push(line);
      if (refused === 1) child.kill();
    }
    expect(refused).toBeGreaterThan(0);
    const store = openSqlite(path, 'write');
    const standing = (await store.list()).map(({ reference }) => reference);
    expect(standing).toEqual(acknowledged);
    expect(await store.add(sample(99_999_999))).toEqual({
      reference: sample(99_999_999).reference,
    });
    await store.close();
  });

  it('goes on in the same process once the disk has room again', async () => {
    const { child, lines } = writing('ulimit -S -f 256;');
    const first: string[] = [];
    const after: string[] = [];
    let refused = 0;
    for await (const line of lines) {
      if (line === 'StoreUnavailable') refused += 1;
      else (refused === 0 ? first : after).push(line);
      if (refused === 1 && line === 'StoreUnavailable') {
        spawnSync('bash', ['-c', 'prlimit --pid "$0" --fsize=unlimited', `${child.pid}`]);
      }
      if (after.length === 20) child.kill();
    }
    expect(refused).toBeGreaterThan(0);
    expect(after.length).toBeGreaterThanOrEqual(20);
    const store = openSqlite(path, 'write');
    const standing = new Set((await store.list()).map(({ reference }) => reference));
    await store.close();
    expect([...first, ...after].filter((reference) => !standing.has(reference))).toEqual([]);
  });

  it('is copied whole by VACUUM INTO meanwhile, with everything acknowledged before', async () => {
    const copy = join(folder, 'backup.sqlite');
    const { child, lines } = writing('');
    const acknowledged: string[] = [];
    let before = 0;
    for await (const line of lines) {
      acknowledged.push(line);
      if (acknowledged.length === 100) {
        before = acknowledged.length;
        change(`VACUUM INTO '${copy}'`);
      }
      if (acknowledged.length === 200) child.kill();
    }
    const database = new DatabaseSync(copy);
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    database.close();
    const backup = openSqlite(copy, 'write');
    const standing = new Set((await backup.list()).map(({ reference }) => reference));
    expect(acknowledged.slice(0, before).filter((one) => !standing.has(one))).toEqual([]);
    expect(await backup.add(sample(99_999_999))).toEqual({
      reference: sample(99_999_999).reference,
    });
    await backup.close();
  });
});
