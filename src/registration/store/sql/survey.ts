import * as z from 'zod/mini';

const referred = z.object({ reference: z.string() });

/** What a row holds that this release does not know, in a sentence. */
export function causeOf(row: unknown, [issue]: readonly z.core.$ZodIssue[]): string {
  const column = String(issue?.path[0] ?? '');
  if (column === '') return 'A row of the database holds what this release does not know.';
  const { [column]: value } = z.record(z.string(), z.unknown()).parse(row);
  const { place } = z.object({ place: z.optional(z.string()) }).parse(row);
  const whose = place === undefined ? '' : ` of ${place}`;
  const known = typeof value === 'string' ? ` ${JSON.stringify(value.slice(0, 40))}` : '';
  return `The ${column}${whose} in the database is${known}, which this release does not know.`;
}

/**
 * The rows of a table that this release can read, and why it cannot read the others, by reference.
 */
export function surveyOf<Row>(
  schema: z.ZodMiniType<Row>,
  rows: readonly unknown[],
): { readonly read: Row[]; readonly unreadable: ReadonlyMap<string, string> } {
  const read: Row[] = [];
  const unreadable = new Map<string, string>();
  for (const row of rows) {
    const parsed = schema.safeParse(row);
    if (parsed.success) read.push(parsed.data);
    else unreadable.set(referred.parse(row).reference, causeOf(row, parsed.error.issues));
  }
  return { read, unreadable };
}
