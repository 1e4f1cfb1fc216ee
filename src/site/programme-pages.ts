import { changesOf } from '../programme/changes.ts';
import { isDetailed, onePage, type ProgrammeDay, type Session } from '../programme/programme.ts';
import { publicProgramme } from './read-programme.ts';

/** A page below `/programme/`, by the last part of its address and what it shows. */
export type ProgrammePage =
  | { readonly name: string; readonly shows: 'session'; readonly session: Session }
  | { readonly name: string; readonly shows: 'day'; readonly day: ProgrammeDay }
  | { readonly name: string; readonly shows: 'changes' | 'mine' };

/**
 * The pages below `/programme/`: one for each session that is more than a pause, one for each day
 * where they are too many for one page, and those of changes and of one's own programme once there
 * is something for them to show.
 */
export async function programmePages(): Promise<ProgrammePage[]> {
  const programme = await publicProgramme();
  const pages: ProgrammePage[] = programme.sessions
    .filter(({ kind }) => !kind.pause)
    .map((session) => ({ name: session.slug, shows: 'session', session }));
  if (!onePage(programme)) {
    pages.push(...programme.days.map((day) => ({ name: day.date, shows: 'day' as const, day })));
  }
  if (changesOf(programme).length > 0) pages.push({ name: 'changes', shows: 'changes' });
  if (isDetailed(programme)) pages.push({ name: 'mine', shows: 'mine' });
  return pages;
}
