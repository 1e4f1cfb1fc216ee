import type { Event } from '../event/event.ts';
import { gridClass, gridOf, gridRules, isCompact } from '../programme/timetable/grid.ts';
import type { ProgrammeDay } from '../programme/programme.ts';
import { trackRules } from './track-colors.ts';
import styles from '../styles/programme.css?inline';
import gridStyles from '../styles/timetable-grid.css?inline';

/** The narrowest columns, in rem: of cards with all they hold, and of compact ones. */
const columnWidth = { full: 9, compact: 8.5 };
/** The height of five minutes, in rem. */
const stepHeight = { full: 0.62, compact: 1.1 };

/**
 * The rules that place a day's sessions in its grid. Where the grid is wider than the window, its
 * frame scrolls both ways: the names of the rooms could not stay in view otherwise.
 */
function daySheet(event: Event, day: ProgrammeDay): string {
  const grid = gridOf(event, day.sessions);
  const scope = `.${gridClass(day)}`;
  const size = isCompact(grid) ? 'compact' : 'full';
  const columns = Math.max(1, grid.columns.length);
  const facts = {
    columns,
    rows: Math.max(1, grid.rows),
    narrowest: `${columnWidth[size]}rem`,
    step: `${stepHeight[size]}rem`,
  };
  const sizes = Object.entries(facts).map(([name, value]) => `--${name}:${value}`);
  const cells = gridRules(grid, day.sessions).replace(/\.(?=(?:at|mark|room)-)/g, `${scope} .`);
  const fits = 4 + columns * (columnWidth[size] + 0.4) + 5;
  const scrolls = `@media screen and (max-width:${fits}rem){${scope}{--scroll:auto;--tall:calc(100dvh - 1rem);--more:block}}`;
  return `${scope}{${sizes.join(';')}}${cells}${scrolls}`;
}

/** The grid counts on wide screens unless the reader prefers a list, and elsewhere on request. */
function gridSheet(): string {
  const byDefault = `:root:not([data-view],:has(#list:target,.part:target)){${gridStyles}}`;
  const chosen = `:root:is([data-view=grid],:not([data-view]):has(#grid:target,.session:target)){${gridStyles}}`;
  return (
    `@layer components{@media screen and (min-width:48rem){${byDefault}}` +
    `@media screen{${chosen}}}`
  );
}

/**
 * The style rules of a programme page: those of every session, and the cells of the page's days.
 * They are in the page's head, because the policy allows no inline styles and knows their hash.
 */
export function programmeSheet(event: Event, days: readonly ProgrammeDay[] = []): string {
  const sheet = styles + trackRules(event.programme.tracks);
  if (days.length === 0) return sheet;
  return sheet + gridSheet() + days.map((day) => daySheet(event, day)).join('');
}
