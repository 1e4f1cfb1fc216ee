/** The result of a statement (https://developers.cloudflare.com/d1/worker-api/return-object/). */
interface D1Result {
  readonly results: readonly Readonly<Record<string, unknown>>[];
  readonly meta: { readonly changes: number };
}

/** An SQL statement on a binding. */
export interface D1Statement {
  bind(...values: readonly unknown[]): D1Statement;
  all(): Promise<D1Result>;
}

/** The part of a Worker's D1 binding that the store uses. */
export interface D1Binding {
  prepare(sql: string): D1Statement;
  batch(statements: D1Statement[]): Promise<readonly D1Result[]>;
}
