import { Miniflare } from 'miniflare';
import { z } from 'zod';
import { d1Migrations } from '../d1/migrations.ts';
import type { D1Binding, D1Statement } from '../d1/binding.ts';

/**
 * A Worker that runs one batch on its D1 binding. Miniflare's own access from Node makes three
 * requests for each statement, and is ten times slower.
 */
const script = `
  const bytes = (value) => (Array.isArray(value) ? Uint8Array.from(value) : value);
  export default {
    async fetch(request, { registrations }) {
      const statements = (await request.json()).map(({ sql, values }) =>
        registrations.prepare(sql).bind(...values.map(bytes)),
      );
      try {
        return Response.json({ ended: await registrations.batch(statements) });
      } catch (cause) {
        return Response.json({ refused: cause.message });
      }
    },
  };`;

const row = z.record(z.string(), z.unknown());
const ended = z.array(z.object({ results: z.array(row), meta: z.object({ changes: z.number() }) }));
const reply = z.union([z.object({ ended }), z.object({ refused: z.string() })]);

class Bound implements D1Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly #server: D1Server;

  constructor(server: D1Server, sql: string, values: readonly unknown[] = []) {
    this.#server = server;
    this.sql = sql;
    this.values = values.map((value) => (value instanceof Uint8Array ? [...value] : value));
  }

  bind(...values: readonly unknown[]): Bound {
    return new Bound(this.#server, this.sql, values);
  }

  async all() {
    const [result] = await this.#server.batch([this]);
    if (result === undefined) throw new Error('D1 answered nothing.');
    return result;
  }
}

/** A D1 in Cloudflare's own runtime, in a process of its own that lasts until `clear`. */
export class D1Server implements D1Binding {
  readonly #miniflare = new Miniflare({
    modules: true,
    script,
    compatibilityDate: '2026-07-01',
    d1Databases: ['registrations'],
  });

  prepare(sql: string): Bound {
    return new Bound(this, sql);
  }

  async batch(statements: readonly D1Statement[]) {
    const bound = statements.filter((statement) => statement instanceof Bound);
    const body = JSON.stringify(bound.map(({ sql, values }) => ({ sql, values })));
    const response = await this.#miniflare.dispatchFetch('http://d1/', { method: 'POST', body });
    const answered = reply.parse(await response.json());
    if ('refused' in answered) throw new Error(answered.refused);
    return answered.ended;
  }

  /** Runs statements like `wrangler d1 execute --file`. */
  async run(sql: string): Promise<void> {
    const statements = sql.split(/;\s*/).filter((statement) => statement.trim() !== '');
    await this.batch(statements.map((statement) => this.prepare(statement)));
  }

  /** Migrates a database from a version of the schema to this release's. */
  async migrate(version: number): Promise<void> {
    for (const [, sql] of d1Migrations.slice(version)) await this.run(sql);
  }

  /** Makes a new database, up to a version of the schema. */
  async empty(version: number = d1Migrations.length): Promise<void> {
    const tables = `SELECT name FROM sqlite_schema WHERE type = 'table'
      AND name NOT LIKE 'sqlite%' AND name NOT LIKE '!_cf%' ESCAPE '!'`;
    const { results } = await this.prepare(tables).all();
    const drops = results.map(({ name }) => `DROP TABLE ${String(name)};`);
    const made = d1Migrations.slice(0, version).map(([, sql]) => sql);
    const all = [...drops, ...made].join('\n');
    if (all !== '') await this.run(all);
  }

  /** Ends the process. */
  clear(): Promise<void> {
    return this.#miniflare.dispose();
  }
}
