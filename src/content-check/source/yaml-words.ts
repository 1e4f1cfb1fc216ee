import { isCollection, isScalar, type parseDocument, visit, type YAMLError } from 'yaml';
import type { Words } from '../../explain/explain-codes.ts';

/** A YAML text as the library parses it. */
export type ParsedYaml = ReturnType<typeof parseDocument>;

/** A YAML text that does not parse, with one of its errors. */
export interface BrokenYaml {
  readonly text: string;
  readonly document: ParsedYaml;
  readonly error: YAMLError;
}

/** Where the mistake starts in the text, and its words. */
export interface YamlMistake {
  readonly offset: number;
  readonly words: Words;
}

/** The start of the last quoted value or bracketed list before the error. */
function opening({ text, document, error }: BrokenYaml): number {
  let start = error.pos[0];
  visit(document, {
    Node: (_, node) => {
      const begin = node.range?.[0] ?? error.pos[0];
      const opens = isScalar(node) ? /["']/ : isCollection(node) ? /[[{]/ : undefined;
      if (begin < error.pos[0] && opens?.test(text.charAt(begin))) start = begin;
    },
  });
  return start;
}

const unclosedQuote: Words = [
  'the quotation mark that opens here is never closed',
  'Add the same mark at the end of the value.',
];
const unclosedBracket: Words = [
  'the bracket that opens here is never closed',
  'Close it, or put the whole value in quotation marks.',
];
const noPair: Words = [
  'the line is not written as "name: value"',
  'Write a colon and a space after the name.',
];
const secondColon: Words = [
  'the value contains a colon and a space, which start a new key',
  'Put the whole value in quotation marks.',
];
const deeperLine: Words = [
  'the next line is indented further, but this one already has a value',
  'Start both in the same column.',
];
const unevenLine: Words = [
  'the line is not indented like the lines around it',
  'Indent all the lines of a group equally.',
];

/** A value that begins with a sign of YAML's own, behind the name on its line. */
function signedValue({ text, error }: BrokenYaml): Words | undefined {
  const start = text.lastIndexOf('\n', error.pos[0] - 1) + 1;
  const sign = /^ *[\w-]+: +([->|]) /.exec(text.slice(start))?.[1];
  return sign === undefined
    ? undefined
    : [`a value may not start with ${sign}`, 'Put it in quotation marks.'];
}

function afterValue(broken: BrokenYaml): Words {
  const { text, error } = broken;
  const signed = signedValue(broken);
  if (signed !== undefined) return signed;
  const before = text.slice(0, error.pos[0]).trimEnd().at(-1) ?? '';
  if (/["'}\]]/.test(before)) {
    const marks = before === "'" ? 'double quotation marks' : 'quotation marks';
    return [`the value continues after its closing ${before}`, `Put the whole value in ${marks}.`];
  }
  return noPair;
}

function badStart({ text, error }: BrokenYaml): Words {
  const sign = text.charAt(error.pos[0]);
  return [`a value may not start with ${sign}`, 'Put it in quotation marks.'];
}

function duplicate({ text, error }: BrokenYaml): Words {
  const key = /^["']?([^\s:"']+)/.exec(text.slice(error.pos[0]))?.[1] ?? '';
  return [`the key "${key}" appears twice`, 'Remove one of the two.'];
}

const curlyQuotes: Words = [
  'the value stands between curly quotation marks, which hold nothing together here',
  'Write straight ones, "…", around the whole value.',
];

function colonWords({ text, document, error }: BrokenYaml): Words {
  if (/^[“”„‘’«]/.test(text.slice(error.pos[0]))) return curlyQuotes;
  const severalLines = document.errors.some(
    ({ code, pos }) => code === 'MULTILINE_IMPLICIT_KEY' && pos[0] === error.pos[0],
  );
  return severalLines ? deeperLine : secondColon;
}

const wordsByCode: ReadonlyMap<string, (broken: BrokenYaml) => Words> = new Map([
  ['DUPLICATE_KEY', duplicate],
  ['BAD_SCALAR_START', badStart],
  ['TAG_RESOLVE_FAILED', badStart],
  ['BLOCK_AS_IMPLICIT_KEY', colonWords],
  ['BAD_ALIAS', badStart],
  ['UNEXPECTED_TOKEN', afterValue],
  ['MULTILINE_IMPLICIT_KEY', () => noPair],
  ['MISSING_CHAR', () => noPair],
  ['BAD_INDENT', () => unevenLine],
  ['TAB_AS_INDENT', () => ['the line is indented with a tab', 'Use spaces, two for each level.']],
  [
    'BAD_DQ_ESCAPE',
    () => [
      'a backslash has a special meaning between double quotation marks',
      'Use single quotation marks.',
    ],
  ],
  ['MULTIPLE_DOCS', () => ['the line "---" starts a second document', 'Remove it.']],
]);

/** A YAML error in plain words, at the place that the editor should look at. */
export function yamlWords(broken: BrokenYaml): YamlMistake {
  const { code, message, pos } = broken.error;
  if (code === 'MISSING_CHAR' && message.includes('quote')) {
    return { offset: opening(broken), words: unclosedQuote };
  }
  if (code === 'BAD_INDENT' && message.startsWith('Flow')) {
    return { offset: opening(broken), words: unclosedBracket };
  }
  const words = wordsByCode.get(code)?.(broken);
  const plain = message.replace(/\.$/, '');
  return { offset: pos[0], words: words ?? [`the line cannot be read (${plain})`, 'Correct it.'] };
}
