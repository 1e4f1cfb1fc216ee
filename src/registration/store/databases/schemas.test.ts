import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { D1Server } from '../testing/d1.fixture.ts';
import { PostgresServer, query } from '../testing/postgres-server.fixture.ts';
import { postgresShape, sqliteShape, type SchemaShape } from '../testing/schema-shape.fixture.ts';
import { databases, openStore } from './databases.ts';

let folder: string;
let server: PostgresServer;
let d1: D1Server;
let url: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schemas-'));
  path = join(folder, 'registrations.sqlite');
  server = await PostgresServer.start();
  url = await server.emptyDatabase();
  d1 = new D1Server();
  await d1.empty();
  for (const address of [path, url]) await (await openStore(address, 'create')).close();
}, 300_000);
afterAll(async () => {
  await Promise.all([server.clear(), d1.clear()]);
  await rm(folder, { recursive: true });
}, 60_000);

async function sqliteFile(change = ''): Promise<SchemaShape> {
  const database = new DatabaseSync(path);
  database.exec(`BEGIN; ${change}`);
  const shape = await sqliteShape(async (sql) => database.prepare(sql).all());
  database.exec('ROLLBACK');
  database.close();
  return shape;
}

/** How to read the final schema of each kind of database. */
const shapes: Readonly<Record<string, () => Promise<SchemaShape>>> = {
  SQLite: () => sqliteFile(),
  PostgreSQL: () => postgresShape((sql) => query(url, sql)),
  D1: () => sqliteShape(async (sql) => (await d1.prepare(sql).all()).results),
};

/**
 * A server with SQLite's schema 1 may still be writing to a migrated file. No other kind had that
 * release.
 */
function withoutOldDefault(shape: SchemaShape): SchemaShape {
  const { registration = [], ...others } = shape;
  const columns = registration.map((part) =>
    part === 'whole integer not null default 1' ? 'whole integer not null' : part,
  );
  return { ...others, registration: columns };
}

describe('the migrations of every kind of database', () => {
  it('are compared', () => {
    expect(Object.keys(shapes)).toEqual(databases.map(({ name }) => name));
  });

  it.each(Object.keys(shapes).slice(1))('end up with the tables of SQLite in %s', async (name) => {
    const [shape, wanted] = [await shapes[name]?.(), await sqliteFile()];
    expect(Object.keys(wanted)).toHaveLength(11);
    expect(withoutOldDefault(shape ?? {})).toEqual(withoutOldDefault(wanted));
  });
});

describe('a drift in one list of migrations', () => {
  it.each([
    ['a column', 'ALTER TABLE registration ADD COLUMN planted TEXT', 'planted text'],
    [
      'what must be there',
      "ALTER TABLE count ADD COLUMN planted TEXT NOT NULL DEFAULT ''",
      "planted text not null default ''",
    ],
    ['an index', 'CREATE INDEX planted ON sent (day)', 'index planted on day'],
    [
      'a check',
      'ALTER TABLE claim ADD COLUMN planted TEXT CHECK (planted <> place)',
      'check on place, planted',
    ],
  ])('shows in %s', async (_, change, part) => {
    const [before, after] = [await sqliteFile(), await sqliteFile(change)];
    const known = new Set(Object.values(before).flat());
    expect(
      Object.values(after)
        .flat()
        .filter((found) => !known.has(found)),
    ).toContain(part);
  });

  it('shows in PostgreSQL too', async () => {
    const other = await server.emptyDatabase();
    await (await openStore(other, 'create')).close();
    await query(
      other,
      'ALTER TABLE claim ALTER since SET NOT NULL, ADD CHECK (since <> until), ADD UNIQUE (place)',
    );
    const { claim = [] } = await postgresShape((sql) => query(other, sql));
    expect(claim).toEqual(
      expect.arrayContaining(['since text not null', 'check on since, until', 'unique place']),
    );
  });
});
