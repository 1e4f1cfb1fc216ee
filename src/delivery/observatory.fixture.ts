import type { Headers } from './headers.ts';

/**
 * The directives of a Content-Security-Policy; undefined if one is repeated, which makes it
 * invalid.
 */
function directives(policy: string): Map<string, string[]> | undefined {
  const found = new Map<string, string[]>();
  for (const directive of policy.split(';')) {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    if (found.has(name)) return undefined;
    if (name !== '') found.set(name, sources);
  }
  return found;
}

function policyScore(policy: string | undefined): number {
  const found = policy === undefined ? undefined : directives(policy);
  if (found === undefined) return -25;
  const fallback = found.get('default-src') ?? ['*'];
  const broad = /^(\*|https?:|data:|'unsafe-inline')$/;
  const scripts = [
    ...(found.get('script-src') ?? fallback),
    ...(found.get('object-src') ?? fallback),
  ];
  if (scripts.some((source) => broad.test(source))) return -20;
  if (Array.from(found.values()).flat().includes("'unsafe-eval'")) return -10;
  if ((found.get('style-src') ?? fallback).some((source) => broad.test(source))) return 0;
  return fallback.join(' ') === "'none'" ? 10 : 5;
}

function framingScore(headers: Headers): number {
  const framed = headers['Content-Security-Policy']?.includes("frame-ancestors 'none'");
  if (framed === true) return 5;
  return /^(DENY|SAMEORIGIN)$/.test(headers['X-Frame-Options'] ?? '') ? 5 : -20;
}

function transportScore(value = ''): number {
  const age = Number(/max-age=(\d+)/.exec(value)?.[1] ?? 0);
  if (age === 0) return -20;
  return age >= 15_552_000 ? 0 : -10;
}

/**
 * The modifier of a header: the gain of a good value, the cost of any other, and nothing without
 * it.
 */
function valueScore(value: string | undefined, good: RegExp, gain: number, loss: number): number {
  if (value === undefined) return 0;
  return good.test(value) ? gain : loss;
}

/**
 * The Mozilla Observatory's score, algorithm version 6, for a site on https without cookies, CORS
 * and third-party scripts; 100 and more is A+. Bonuses only count from 90.
 * https://github.com/mdn/mdn-http-observatory
 */
export function observatoryScore(headers: Headers): number {
  const referrer = /^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/;
  const modifiers = [
    policyScore(headers['Content-Security-Policy']),
    framingScore(headers),
    transportScore(headers['Strict-Transport-Security']),
    headers['X-Content-Type-Options'] === 'nosniff' ? 0 : -5,
    valueScore(headers['Referrer-Policy'], referrer, 5, -5),
    valueScore(headers['Cross-Origin-Resource-Policy'], /^same-(origin|site)$/, 10, 0),
    valueScore(headers['Cross-Origin-Embedder-Policy'], /^(require-corp|credentialless)$/, 10, 0),
    valueScore(headers['Cross-Origin-Opener-Policy'], /^same-origin(-allow-popups)?$/, 10, 0),
  ];
  const losses = modifiers.reduce((sum, modifier) => sum + Math.min(0, modifier), 100);
  const gains = modifiers.reduce((sum, modifier) => sum + Math.max(0, modifier), 0);
  return Math.max(0, losses >= 90 ? losses + gains : losses);
}
