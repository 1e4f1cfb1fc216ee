import { z } from 'zod';
import { importRecordPath } from '../../../programme/foreign-links.ts';
import { hashOf } from '../read/identity.ts';
import { ImportError } from '../read/imported.ts';

const hashes = z.record(z.string(), z.string());
const session = z.strictObject({
  /** The hash of each field, as last read from the source. */
  fields: hashes,
  /** Set if the import cancelled the session because the source no longer has it. */
  gone: z.literal(true).optional(),
});
const schema = z.strictObject({
  sessions: z.record(z.string(), session),
  speakers: z.record(z.string(), hashes),
  /** The kinds that editors gave for what the source says, with `--kind`. */
  kinds: z.record(z.string(), z.string()).default({}),
  /** The links without encryption in imported texts. The content check only warns of them. */
  unencrypted: z.array(z.string()).default([]),
});

export type ImportRecord = z.infer<typeof schema>;
export type SessionRecord = z.infer<typeof session>;

/**
 * Reads the record of the last import; empty without a file.
 * @throws ImportError if it is malformed.
 */
export function readRecord(text: string | undefined): ImportRecord {
  if (text === undefined) return { sessions: {}, speakers: {}, kinds: {}, unencrypted: [] };
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const what = `${importRecordPath} in the content folder is not as the import wrote it`;
    throw new ImportError(`${what}; restore it, or delete it to import everything again`, {
      cause: error,
    });
  }
}

function inOrder<Value>(entries: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(entries).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** The text of the record's file: the same bytes for the same contents. */
export function recordText({ sessions, speakers, kinds, unencrypted }: ImportRecord): string {
  const ordered = {
    sessions: inOrder(sessions),
    speakers: inOrder(speakers),
    ...(Object.keys(kinds).length === 0 ? {} : { kinds: inOrder(kinds) }),
    ...(unencrypted.length === 0 ? {} : { unencrypted: [...new Set(unencrypted)].toSorted() }),
  };
  return `${JSON.stringify(ordered, undefined, 2)}\n`;
}

/** The fields that a source has; undefined for one that it leaves out. */
export type ToldFields = Readonly<Record<string, unknown>>;

/**
 * The fields that differ in the source since the last import. For a field that the source never
 * had, a value counts as new and an empty one does not.
 */
export function newlyTold(
  known: Readonly<Record<string, string>>,
  fields: ToldFields,
): ReadonlySet<string> {
  const changed = Object.entries(fields).filter(([field, value]) => {
    if (value === undefined || known[field] === hashOf(value)) return false;
    return value !== null || known[field] !== undefined;
  });
  return new Set(changed.map(([field]) => field));
}

/** The hashes to keep after an import. */
export function toldHashes(
  known: Readonly<Record<string, string>>,
  fields: ToldFields,
): Record<string, string> {
  const now = Object.entries(fields).flatMap(([field, value]) =>
    value === undefined ? [] : [[field, hashOf(value)] as const],
  );
  return inOrder({ ...known, ...Object.fromEntries(now) });
}
