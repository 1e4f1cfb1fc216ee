import { createHash } from 'node:crypto';
import type { Finding, Found } from './mistake.ts';
import type { SessionSource } from './entry-source.ts';

// Without vowels no words appear by chance. A letter comes first, so that YAML reads no number.
const letters = 'bcdfghjkmnpqrstvwxz';
const signs = `${letters}23456789`;

function signOf(byte: number, index: number): string {
  const choice = index === 0 ? letters : signs;
  return choice.charAt(byte % choice.length);
}

/** A suggested id for a session: eight characters, always the same for a file name. */
function suggestedId(slug: string): string {
  const bytes = createHash('sha256').update(slug).digest().subarray(0, 8);
  return [...bytes].map(signOf).join('');
}

/** The findings of a session's file. The one for a missing id suggests one. */
export function withReadyId(findings: readonly Finding[], slug: string): Finding[] {
  const line = `such as "id: ${suggestedId(slug)}", and never change it afterwards.`;
  return findings.map((finding) => {
    if (finding.what === '"id" is missing') return { ...finding, remedy: `Add a line ${line}` };
    if (finding.what === '"id" is empty') return { ...finding, remedy: `Write a line ${line}` };
    return finding;
  });
}

/** The sessions with another session's id. */
export function repeatedIdFindings(sessions: readonly SessionSource[]): Found[] {
  const first = new Map<string, string>();
  return sessions.flatMap(({ path, slug, written, lineOf }): Found[] => {
    const id = written('id');
    if (typeof id !== 'string') return [];
    const taken = first.get(id);
    if (taken === undefined) {
      first.set(id, path);
      return [];
    }
    const what = `the id "${id}" already belongs to "${taken}"`;
    const remedy = `Give the newer one a different id, such as "${suggestedId(slug)}".`;
    return [{ path, findings: [{ line: lineOf(['id']), what, remedy }] }];
  });
}
