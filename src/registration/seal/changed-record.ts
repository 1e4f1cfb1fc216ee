// Releases up to schema 8 kept what a guest changed in an age file beside that of the registration. Only an
// organiser's key opens the two, so the migration puts them one behind the other in the same column:
// `changed `, the length of the first in bytes, a line feed, the first, the second.

const mark = /^changed (\d{1,9})\n/;
/** The most bytes that the mark has. */
const markSize = 18;

/** The age file of a registration, and that of the answers that its guest changed in an earlier release. */
export function recordAndChanges(
  sealed: Uint8Array,
): readonly [record: Uint8Array, changes?: Uint8Array] {
  const found = mark.exec(new TextDecoder('latin1').decode(sealed.subarray(0, markSize)));
  if (found === null) return [sealed];
  const start = found[0].length;
  const end = start + Number(found[1]);
  return [sealed.subarray(start, end), sealed.subarray(end)];
}

/** Puts the two into one again, as they were. */
export function joined(record: Uint8Array, changes: Uint8Array): Uint8Array {
  const begun = new TextEncoder().encode(`changed ${record.length}\n`);
  return Uint8Array.from([...begun, ...record, ...changes]);
}
