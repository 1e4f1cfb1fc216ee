/** What a statement came to, as D1 says it (https://developers.cloudflare.com/d1/worker-api/return-object/). */
interface D1Result {
  readonly results: readonly Readonly<Record<string, unknown>>[];
  readonly meta: { readonly changes: number };
}

/** A statement of SQL on a binding. */
export interface D1Statement {
  bind(...values: readonly unknown[]): D1Statement;
  all(): Promise<D1Result>;
}

/** What a Worker's binding to a D1 database can do, as far as it is used here. */
export interface D1Binding {
  prepare(sql: string): D1Statement;
  batch(statements: D1Statement[]): Promise<readonly D1Result[]>;
}
