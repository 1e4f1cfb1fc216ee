import * as z from 'zod/mini';
import { StoreUnavailable } from '../store.ts';
import type { D1Binding, D1Statement } from './binding.ts';

/** How to reach a D1 database from outside Cloudflare. */
export interface D1Access {
  readonly account: string;
  readonly database: string;
  /** An API token with permission to edit D1. */
  readonly token: string;
  /** The address of Cloudflare's API. */
  readonly api?: string;
}

/** How long to wait for an answer, in milliseconds. */
const patience = 60 * 1000;

const reply = z.union([
  z.object({
    success: z.literal(true),
    result: z.array(
      z.object({
        results: z.array(z.record(z.string(), z.unknown())),
        meta: z.object({ changes: z.number() }),
      }),
    ),
  }),
  z.object({ success: z.literal(false), errors: z.array(z.object({ message: z.string() })) }),
]);

/** A value as an SQL literal. The API only accepts texts as parameters. */
function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (value instanceof Uint8Array) {
    return `X'${Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join('')}'`;
  }
  throw new Error('D1 takes texts, whole numbers, bytes and nothing.');
}

class HttpStatement implements D1Statement {
  readonly #send: (statements: readonly HttpStatement[]) => ReturnType<D1Binding['batch']>;
  readonly #sql: string;
  readonly #values: readonly unknown[];

  constructor(
    send: (statements: readonly HttpStatement[]) => ReturnType<D1Binding['batch']>,
    sql: string,
    values: readonly unknown[] = [],
  ) {
    this.#send = send;
    this.#sql = sql;
    this.#values = values;
  }

  bind(...values: readonly unknown[]): HttpStatement {
    return new HttpStatement(this.#send, this.#sql, values);
  }

  async all() {
    const [result] = await this.#send([this]);
    if (result === undefined) throw new Error('D1 answered nothing.');
    return result;
  }

  /**
   * The statement in the API's form. A question mark in the store's SQL always stands for a value.
   */
  written(): { readonly sql: string; readonly params: readonly string[] } {
    let index = 0;
    const sql = this.#sql.replaceAll('?', () => {
      const value = this.#values[index++];
      return typeof value === 'string' ? '?' : literal(value);
    });
    return { sql, params: this.#values.filter((value) => typeof value === 'string') };
  }
}

/**
 * A D1 database over Cloudflare's HTTP API, which runs a batch like a Worker's binding
 * (https://developers.cloudflare.com/api/resources/d1/subresources/database/methods/query/).
 */
export function d1ByHttp({
  account,
  database,
  token,
  api = 'https://api.cloudflare.com/client/v4',
}: D1Access): D1Binding {
  const url = `${api}/accounts/${account}/d1/database/${database}/query`;
  async function send(statements: readonly HttpStatement[]) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ batch: statements.map((statement) => statement.written()) }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    const answered = reply.safeParse(await response.json().catch(() => undefined)).data;
    if (answered?.success === true) return answered.result;
    const words = answered?.errors.map(({ message }) => message).join('; ');
    throw new Error(words ?? `Cloudflare answered ${response.status}, and nothing of D1.`);
  }
  return {
    prepare: (sql) => new HttpStatement(send, sql),
    batch: (statements) =>
      send(statements.filter((statement) => statement instanceof HttpStatement)),
  };
}

/**
 * The database of `d1://ACCOUNT/DATABASE`, with the token from `CLOUDFLARE_API_TOKEN`.
 * @throws StoreUnavailable with one sentence if a part is missing.
 */
export function d1AccessFrom(
  address: string,
  environment: Readonly<Record<string, string | undefined>>,
): D1Access {
  const [, account, database] = /^d1:\/\/([0-9a-f]{32})\/([0-9a-f-]{36})$/.exec(address) ?? [];
  if (account === undefined || database === undefined) {
    throw new StoreUnavailable(
      `"${address}" is not the address of a D1 database. Write d1://ACCOUNT-ID/DATABASE-ID, as \`wrangler d1 info\` names them.`,
    );
  }
  const token = environment['CLOUDFLARE_API_TOKEN'] ?? '';
  if (token !== '') return { account, database, token };
  throw new StoreUnavailable(
    'CLOUDFLARE_API_TOKEN is not set. Make an API token that may edit D1, and set it.',
  );
}
