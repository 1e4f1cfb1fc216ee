import { z } from 'zod';
import { turning } from '../../../programme/session.ts';
import { withoutAddresses } from './addresses.ts';
import type { Told } from './imported.ts';

/** The fields of a group in a file that is read leniently. */
export type Fields = Readonly<Record<string, unknown>>;

const fields = z.record(z.string(), z.unknown());

/** The fields of a value; none if it is not a group. */
export function fieldsIn(value: unknown): Fields {
  return Array.isArray(value) ? {} : (fields.safeParse(value).data ?? {});
}

/** A value as a list. A single value becomes its only entry, and nothing becomes an empty list. */
export function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === '' ? [] : [value];
}

/**
 * The text of a value as written; undefined if there is none. Of several languages, the English
 * text or else the first.
 */
export function rawText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (Array.isArray(value)) return rawText(value[0]);
  const group = fieldsIn(value);
  for (const text of [group['#text'], group['en'], ...Object.values(group)]) {
    if (typeof text === 'string' && text.trim() !== '') return text;
  }
  return undefined;
}

/**
 * A value as text on one line, without control characters, e-mail addresses and signs that turn the
 * direction of reading.
 */
export function lineIn(value: unknown): string | undefined {
  const text = rawText(value)
    ?.replaceAll(turning, '')
    .replaceAll(/[\p{Cc}\uFFFD]/gu, ' ');
  const line = text === undefined ? '' : withoutAddresses(text).replaceAll(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}

/** A field of a group as text on one line. */
export function sourceValue(group: Fields, key: string): Told<string> {
  return key in group ? (lineIn(group[key]) ?? null) : undefined;
}
