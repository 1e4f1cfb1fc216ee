import type { Words } from '../../explain/explain-codes.ts';
import { type Body, ofType, type Placed } from '../source/body.ts';
import type { Finding } from '../source/mistake.ts';

/** What a line of prose shows as it is written, although something else was meant. */
type Slip = (line: string, isFirst: boolean) => Words | undefined;

const slips: readonly Slip[] = [
  (line) => {
    const [, signs = '', gap = '', words = ''] = /^(#{2,6})(\u00a0*)(\S.*)$/.exec(line) ?? [];
    if (signs === '') return undefined;
    const remedy = `Write "${signs} ${words}".`;
    return gap === ''
      ? [`the signs "${signs}" have no space behind them, so the line is no heading`, remedy]
      : [`a no-break space follows "${signs}", so the line is no heading`, remedy];
  },
  (line) => {
    const [, sign = '', words = ''] = /^([•◦▪‣●○■·])\s+(\S.*)$/.exec(line) ?? [];
    return sign === ''
      ? undefined
      : [`the line starts with "${sign}", which makes no list`, `Write "- ${words}".`];
  },
  (line, isFirst) => {
    const number = /^\d{1,2}\)\s/.exec(line)?.[0].trim();
    if (number === undefined || isFirst) return undefined;
    return [`"${number}" is part of the paragraph above it`, 'Put a blank line above the list.'];
  },
  (line) => {
    const link = /\[[^[\]]+\]\[[^[\]]*\]/.exec(line)?.[0];
    if (link === undefined) return undefined;
    return [`the link "${link}" has no address`, 'Write [words](/address/).'];
  },
  (line) => {
    const note = /\[\^[^[\]\s]+\]/.exec(line)?.[0];
    if (note === undefined) return undefined;
    const remedy = `Write a line "${note}: words" at the end of the text.`;
    return [`the footnote "${note}" has no text`, remedy];
  },
  (line) => {
    if (!line.includes('**')) return undefined;
    const remedy = 'Write **words**, with both pairs of signs close to the words.';
    return ['the signs "**" are shown as they are', remedy];
  },
];

/** A sign with a backslash before it is meant to be shown. */
const escaped = /\\[*#[\]]/;

/** The slips in a text of several lines, with their lines. `lines` are those of the file. */
function slipsIn(text: string, first: number, lines: readonly string[]): Finding[] {
  const shown = text.split('\n');
  return shown.flatMap((line, index) =>
    escaped.test(lines[first + index - 1] ?? '')
      ? []
      : slips.flatMap((slip): Finding[] => {
          const words = slip(line, index === 0);
          return words === undefined
            ? []
            : [{ line: first + index, what: words[0], remedy: words[1], severity: 'warning' }];
        }),
  );
}

/** Lines between upright strokes that are no table, since the line of dashes is missing. */
function tableFindings({ node, line }: Placed): Finding[] {
  if (node.type !== 'paragraph') return [];
  const [first] = node.children;
  const [head = '', next = ''] = first?.type === 'text' ? first.value.split('\n') : [];
  if (!/^\|.*\|\s*$/.test(head) || !next.startsWith('|')) return [];
  const columns = head.trim().split('|').length - 2;
  const rule = `|${' --- |'.repeat(columns)}`;
  return [
    {
      line,
      what: 'the table has no line of dashes below its first line',
      remedy: `Write "${rule}".`,
      severity: 'warning',
    },
  ];
}

/** Prose that four spaces turn into code. A block between fences has two lines more than its text. */
function indentedFindings({ node, line }: Placed): Finding[] {
  if (node.type !== 'code' || node.position === undefined) return [];
  const lines = node.position.end.line - node.position.start.line + 1;
  if (lines !== node.value.split('\n').length) return [];
  const what = 'four spaces at the start of the line show it as code';
  return [{ line, what, remedy: 'Remove them.', severity: 'warning' }];
}

/**
 * The places in a body where Markdown's signs do nothing and are shown as they are: a heading, list,
 * link, footnote, table or bold word that is none, and prose that is shown as code. They are
 * warnings: in a text from elsewhere they are no reason to publish nothing.
 */
export function proseFindings({ nodes, lines }: Body): Finding[] {
  const texts = nodes.filter(ofType('text'));
  return [
    ...texts.flatMap(({ line, node }) => slipsIn(node.value, line, lines)),
    ...nodes.flatMap((placed) => [...tableFindings(placed), ...indentedFindings(placed)]),
  ];
}
