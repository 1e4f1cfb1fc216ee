import type { Definition } from './definition.ts';
import { stateWords } from './states.ts';
import { answerColumns, type OpenedRegistration } from './export.ts';

/**
 * Where a spreadsheet could begin a cell, before a character that makes it a formula there. Excel in many
 * European settings takes `;` for the separator and cuts quoted cells at it, so a cell's middle counts too.
 * An apostrophe that is typed counts as well, so that one that is added can be told from it.
 */
const formulaStart = /(?<![^,;|\t\r\n])(?=['=+\-@＝＋－＠\t\r\0])/g;
const addedApostrophe = /(?<![^,;|\t\r\n])'(?=['=+\-@＝＋－＠\t\r\0])/g;

/**
 * Makes text inert in a spreadsheet: an apostrophe before whatever could begin a formula, which also
 * keeps the plus of `+31 70 …`. `originalCell` gives the text back.
 * Reason: https://owasp.org/www-community/attacks/CSV_Injection.
 */
export function inertCell(text: string): string {
  return text.replace(formulaStart, "'");
}

/** The text that `inertCell` was given. */
export function originalCell(cell: string): string {
  return cell.replace(addedApostrophe, '');
}

function csvCell(text: string): string {
  const cell = inertCell(text);
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/**
 * The registrations as CSV for people: RFC 4180 with CRLF and a heading line, UTF-8 with a byte order
 * mark (without it Excel reads another encoding), every cell inert. Choices stand with their labels,
 * countries with their names, times in ISO 8601, UTC.
 */
export function exportCsv(
  definition: Pick<Definition, 'sections'>,
  opened: readonly OpenedRegistration[],
): string {
  const columns = answerColumns(
    definition,
    opened.map(({ record }) => record),
  );
  const heading = [
    'Reference',
    'Received',
    'State',
    'Repeats',
    ...columns.map(({ title }) => title),
  ];
  const rows = opened.map(({ record, repeats, state }) => [
    record.reference,
    record.receivedAt,
    stateWords[state],
    repeats ?? '',
    ...columns.map(({ text }) => text(record)),
  ]);
  return `\uFEFF${[heading, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}
