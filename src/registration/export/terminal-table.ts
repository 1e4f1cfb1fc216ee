import type { Definition } from '../form/definition.ts';
import { claimStatusWords } from '../record/claim-status.ts';
import { stateWords } from '../record/states.ts';
import { answerColumns, type AnswerColumn, type OpenedRegistration } from './open-registrations.ts';

type Form = Pick<Definition, 'sections' | 'named_by' | 'listed'>;

/** A terminal obeys control characters, and marks of direction reorder the text around them. */
const unprintable = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** The columns in the form's list; without one, the guest's name. */
function listedColumns(definition: Form): AnswerColumn[] {
  const { named_by: named, listed = named === undefined ? [] : [named] } = definition;
  const columns = new Map(answerColumns(definition, []).map((column) => [column.name, column]));
  return listed.flatMap((name) => columns.get(name) ?? []);
}

/**
 * The registrations as an aligned table for a terminal, with a heading; times in UTC, to the
 * minute.
 */
export function exportTable(definition: Form, opened: readonly OpenedRegistration[]): string {
  const columns = listedColumns(definition);
  const heading = ['reference', 'received (UTC)', 'state', ...columns.map(({ name }) => name), ''];
  const rows = opened.map(({ record, repeats, looksLike, state }) => [
    record.reference,
    record.receivedAt.slice(0, 16).replace('T', ' '),
    stateWords[state],
    ...columns.map(({ text }) => text(record).replace(unprintable, ' ')),
    [
      ...(repeats === undefined ? [] : [`repeats ${repeats}`]),
      ...(looksLike === undefined ? [] : [`address looks like that of ${looksLike}`]),
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
