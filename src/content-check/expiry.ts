import { valueAt } from '../explain/explain-shape.ts';
import { isDate, momentIn } from '../event/dates.ts';
import type { Finding } from './source/mistake.ts';
import type { YamlSource } from './source/yaml-source.ts';

const day = 24 * 60 * 60 * 1000;
const key = 'security_contact_expires';

/**
 * Whether `security.txt` expires too soon or too late after `now`, the real time in milliseconds
 * since the epoch. RFC 9116 recommends less than a year. Less than 30 days could pass unnoticed
 * between two builds.
 */
export function expiryFindings(source: YamlSource, now: number): Finding[] {
  const expires = valueAt(source.value, [key]);
  if (typeof expires !== 'string' || !isDate(expires)) return [];
  const left = Math.floor((momentIn('UTC', expires) - now) / day);
  const line = source.lineOf([key]);
  const remedy = 'Check the contact, then write a date about eleven months from now.';
  if (left < 0) return [{ line, what: `"${key}" is in the past`, remedy }];
  if (left < 30) return [{ line, what: `"${key}" is less than 30 days ahead`, remedy }];
  return left < 365 ? [] : [{ line, what: `"${key}" is a year or more ahead`, remedy }];
}
