import type { Definition } from '../form/definition.ts';
import { claimStatusWords } from '../record/claim-status.ts';
import { stateWords } from '../record/states.ts';
import { answerColumns, type OpenedRegistration } from './open-registrations.ts';

/** The questions whose answers tell one guest from another at a glance, where a form has them. */
const listed = new Set(['name', 'organisation', 'country']);

/** A terminal obeys control characters, and marks of direction change what stands beside them. */
const unprintable = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** The registrations as an aligned table for a terminal, with a heading; times in UTC, to the minute. */
export function exportTable(
  definition: Pick<Definition, 'sections'>,
  opened: readonly OpenedRegistration[],
): string {
  const columns = answerColumns(definition, []).filter(({ name }) => listed.has(name));
  const heading = ['reference', 'received (UTC)', 'state', ...columns.map(({ name }) => name), ''];
  const rows = opened.map(({ record, repeats, state }) => [
    record.reference,
    record.receivedAt.slice(0, 16).replace('T', ' '),
    stateWords[state],
    ...columns.map(({ text }) => text(record).replace(unprintable, ' ')),
    [
      ...(repeats === undefined ? [] : [`repeats ${repeats}`]),
      ...Object.entries(record.places ?? {}).map(
        ([place, standing]) => `${place}: ${claimStatusWords[standing]}`,
      ),
    ].join('; '),
  ]);
  const table = [heading, ...rows];
  const widths = heading.map((_, index) =>
    Math.max(...table.map((row) => lengthOf(row[index] ?? ''))),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - lengthOf(cell)))
      .join('  ')
      .trimEnd();
  return `${table.map(line).join('\n')}\n`;
}
