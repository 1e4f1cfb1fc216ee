import { valueAt } from '../explain/explain-shape.ts';
import { isDate, momentIn } from '../event/dates.ts';
import type { Finding } from './source/mistake.ts';
import type { YamlSource } from './source/yaml-source.ts';
import { linkFinding, type Targets } from './text/links.ts';

const day = 24 * 60 * 60 * 1000;
const key = 'security_contact_expires';

/**
 * Whether `security.txt` expires too soon or too late after `now`, the real time in milliseconds
 * since the epoch. RFC 9116 recommends less than a year. Less than 30 days could pass unnoticed
 * between two builds. These are warnings: a site that nobody touches stays online.
 */
function expiryFindings(source: YamlSource, now: number): Finding[] {
  const expires = valueAt(source.value, [key]);
  if (typeof expires !== 'string' || !isDate(expires)) return [];
  const left = Math.floor((momentIn('UTC', expires) - now) / day);
  const remedy = 'Check the contact, then write a date about eleven months from now.';
  const warn = (what: string): Finding[] => [
    { line: source.lineOf([key]), what, remedy, severity: 'warning' },
  ];
  if (left < 0) return warn(`"${key}" is in the past, so the site has no security.txt`);
  if (left < 30) return warn(`"${key}" is less than 30 days ahead`);
  return left < 365 ? [] : warn(`"${key}" is a year or more ahead`);
}

/** Whether the policy of `security.txt` leads nowhere. */
function policyFindings(source: YamlSource, targets: Targets): Finding[] {
  const path = ['security_contact_policy'];
  const policy = valueAt(source.value, path);
  return typeof policy === 'string' ? linkFinding(policy, source.lineOf(path), '/', targets) : [];
}

/** What is wrong with the facts of `security.txt` in `event.yaml`. */
export function securityContactFindings(
  source: YamlSource,
  targets: Targets,
  now: number,
): Finding[] {
  return [...expiryFindings(source, now), ...policyFindings(source, targets)];
}
