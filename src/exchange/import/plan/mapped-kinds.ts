import type { ImportedProgramme, ImportedSession } from '../read/imported.ts';

/** Kinds by what a source has instead: its own kind, or words of a title. */
export type KindMap = Readonly<Record<string, string>>;

/** The words of a text in small letters, with a space around each. */
function wordsOf(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}

/** Whether a session is what is named: by its kind, or by its title if it has no kind. */
function isOf({ kind, title }: ImportedSession, name: string): boolean {
  if (kind) return kind.toLowerCase() === name.toLowerCase();
  return wordsOf(title).includes(wordsOf(name));
}

/** A programme with the kinds that the editors gave for what it says, or does not say. */
export function withMappedKinds(programme: ImportedProgramme, kinds: KindMap): ImportedProgramme {
  const sessions = programme.sessions.map((session) => {
    const mapped = Object.entries(kinds).find(([name]) => isOf(session, name));
    return mapped === undefined ? session : { ...session, kind: mapped[1] };
  });
  return { ...programme, sessions };
}
