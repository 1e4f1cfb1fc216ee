// Up to schema 8, the answers that a guest changed were in an age file of their own. Only an
// organiser's key opens either file, so the migration joins them in one column: `changed `, the
// length of the first in bytes, a line feed, the first, the second.

const mark = /^changed (\d{1,9})\n/;
/** The longest mark, in bytes. */
const markSize = 18;

/** Splits a stored record into the age file of the registration and that of the changed answers. */
export function recordAndChanges(
  sealed: Uint8Array,
): readonly [record: Uint8Array, changes?: Uint8Array] {
  const found = mark.exec(new TextDecoder('latin1').decode(sealed.subarray(0, markSize)));
  if (found === null) return [sealed];
  const start = found[0].length;
  const end = start + Number(found[1]);
  return [sealed.subarray(start, end), sealed.subarray(end)];
}

/** Joins the two again, as they were stored. */
export function joined(record: Uint8Array, changes: Uint8Array): Uint8Array {
  const begun = new TextEncoder().encode(`changed ${record.length}\n`);
  return Uint8Array.from([...begun, ...record, ...changes]);
}
