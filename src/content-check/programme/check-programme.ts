import type { Event } from '../../event/event.ts';
import { personClashes, roomClashes } from './clashes.ts';
import type { Found } from '../source/mistake.ts';
import { type PlannedSession, planOf } from './session-plan.ts';
import { portraitFindings } from './portraits.ts';
import type { Written } from '../source/written.ts';
import { repeatedIdFindings } from '../source/session-ids.ts';
import { listedNames, speakerNames } from './session-names.ts';

/** The mistakes in the programme as a whole, and the sessions with known times. */
export interface CheckedProgramme {
  readonly found: readonly Found[];
  readonly planned: readonly PlannedSession[];
}

/**
 * Checks the frontmatter of sessions and speakers against the event and each other. If `event.yaml`
 * is wrong there is no event, and times, rooms, tracks and kinds are not checked.
 */
export function checkProgramme(
  written: Pick<Written, 'sessions' | 'speakers'>,
  event: Event | undefined,
  contentFiles: ReadonlySet<string>,
): CheckedProgramme {
  const { sessions, speakers } = written;
  const namesIn = event === undefined ? () => [] : listedNames(event);
  const speakersIn = speakerNames(speakers.map(({ slug }) => slug));
  const portraitsIn = portraitFindings(contentFiles);
  const plans = event === undefined ? [] : sessions.map((session) => planOf(event, session));
  const planned = plans.flatMap((plan) => plan.planned ?? []);
  const found: Found[] = [
    ...sessions.map((session, index) => ({
      path: session.path,
      findings: [...namesIn(session), ...speakersIn(session), ...(plans[index]?.findings ?? [])],
    })),
    ...repeatedIdFindings(sessions),
    ...speakers.map((speaker) => ({ path: speaker.path, findings: portraitsIn(speaker) })),
  ];
  if (event === undefined) return { found, planned };
  const clashes = [...roomClashes(event, planned), ...personClashes(event, planned)];
  return { found: [...found, ...clashes], planned };
}
