/**
 * The addresses of the programme, below the site's root. `pathOf` and `addressOf` complete them.
 */
export const programmeAddress = '/programme/';
export const changesAddress = '/programme/changes/';
export const changesFeedAddress = '/programme/changes.atom';
export const mineAddress = '/programme/mine/';
/** The data of all sessions for the page of marked sessions. */
export const sessionsFileAddress = '/programme/sessions.json';
export const calendarAddress = '/programme.ics';
/** The calendar of the event's days, without sessions. */
export const eventCalendarAddress = '/event.ics';
export const scheduleXmlAddress = '/schedule.xml';
export const scheduleJsonAddress = '/schedule.json';
export const speakersAddress = '/speakers/';

/** The page of a session, or of a day by its date `YYYY-MM-DD`. */
export function sessionAddress(slugOrDate: string): string {
  return `/programme/${slugOrDate}/`;
}

/** The calendar of one session, or of one day. */
export function sessionCalendarAddress(slugOrDate: string): string {
  return `/programme/${slugOrDate}.ics`;
}

/** The page of the sessions in one room, track, kind or language, and without `/` its calendar. */
export function choiceAddress(facet: string, slug: string, ending: '/' | '.ics' = '/'): string {
  return `/programme/${facet}/${slug}${ending}`;
}

/** The page of a speaker, by file name. */
export function speakerAddress(slug: string): string {
  return `/speakers/${slug}/`;
}

/** The portrait of a speaker. */
export function portraitAddress(slug: string): string {
  return `/speakers/${slug}.webp`;
}
