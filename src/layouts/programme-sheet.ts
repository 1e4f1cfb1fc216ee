import type { Event } from '../event/event.ts';
import { gridClass, gridOf, gridRules } from '../programme/grid.ts';
import type { ProgrammeDay } from '../programme/programme.ts';
import styles from '../styles/programme.css?inline';

/** The rules that place a day's sessions in its grid, on screens that are wide enough. */
function daySheet(event: Event, day: ProgrammeDay): string {
  const grid = gridOf(event, day.sessions);
  const scope = `.${gridClass(day)}`;
  const columns = `${scope}{--columns:${Math.max(1, grid.columns.length)}}`;
  const cells = gridRules(grid, day.sessions).replace(/\.(?=(?:at|mark|room)-)/g, `${scope} .`);
  return `@media screen and (min-width:62rem){${columns}${cells}}`;
}

/**
 * The style rules of a programme page: those of every session, and the cells of the page's days.
 * They are in the page's head, because the policy allows no inline styles and knows their hash.
 */
export function programmeSheet(event: Event, days: readonly ProgrammeDay[] = []): string {
  return styles + days.map((day) => daySheet(event, day)).join('');
}
