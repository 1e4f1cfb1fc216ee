import type { Words } from './explain-codes.ts';

/** A value for a sentence: words in quotation marks, lists and groups by kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'empty';
  if (value instanceof Date) return 'a date';
  return typeof value === 'object' ? 'a group of lines' : String(value);
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';
  return typeof value === 'boolean' ? 'true or false' : shown(value);
}

/** The words for a value of the wrong kind, by the required kind (zod's name for it). */
export function typeWords(needed: string, value: unknown, key: string, label: string): Words {
  if (needed === 'string') {
    return typeof value === 'object' && !(value instanceof Date)
      ? [
          `${label} is ${shown(value)}, but text is expected`,
          'Write it on one line, after the colon.',
        ]
      : [`${label} is ${kindOf(value)}, but text is expected`, 'Put it in quotation marks.'];
  }
  if (needed === 'int') {
    return [
      `${label} is ${shown(value)}, but a whole number is expected`,
      'Write it in digits only.',
    ];
  }
  if (needed === 'number') {
    return [
      `${label} is ${shown(value)}, but a number is expected`,
      'Write it in digits, such as 52.5, without quotation marks.',
    ];
  }
  if (needed === 'boolean') {
    return [`${label} is ${shown(value)}, but true or false is expected`, 'Write true or false.'];
  }
  if (needed === 'array') {
    return [
      `${label} is ${kindOf(value)}, but a list is expected`,
      'Write each entry on its own line, starting with "- ".',
    ];
  }
  return [
    `${label} is ${kindOf(value)}, but a group of lines is expected`,
    key === ''
      ? 'Write each fact on its own line, as "name: value".'
      : `Write each part on an indented line below "${key}:", as "name: value".`,
  ];
}

/** The words for a key without a value, or with an empty one. */
export function emptyWords(key: string, label: string, required: boolean): Words {
  const remedy = key === '' ? 'Write it after the "- "' : `Write it after "${key}:"`;
  return [`${label} is empty`, required ? `${remedy}.` : `${remedy}, or remove the line.`];
}

interface Limits {
  readonly least: number | undefined;
  readonly most: number | undefined;
}

function range({ least, most }: Limits): string {
  if (most === Number.MAX_SAFE_INTEGER) return range({ least, most: undefined });
  if (least === undefined) return `at most ${most}`;
  return most === undefined ? `at least ${least}` : `from ${least} to ${most}`;
}

/** The words for a number, a text or a list that is too small or too large. */
export function sizeWords(value: unknown, label: string, limits: Limits): Words {
  if (typeof value === 'string') {
    const over = value.length - (limits.most ?? 0);
    return [
      `${label} has ${value.length} characters; the limit is ${limits.most}`,
      `Shorten it by ${over}.`,
    ];
  }
  if (Array.isArray(value)) {
    const entries = value.length === 1 ? '1 entry' : `${value.length} entries`;
    return [`${label} has ${entries}`, `Write ${range(limits)}.`];
  }
  return [`${label} is ${shown(value)}`, `Write a number ${range(limits)}.`];
}
