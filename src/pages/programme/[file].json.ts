import type { APIRoute } from 'astro';
import { publicProgramme } from '../../site/read-programme.ts';
import { readSite } from '../../site/read-site.ts';
import { pathOf } from '../../delivery/deployment.ts';
import { dateInWords } from '../../event/dates.ts';
import { isDetailed } from '../../programme/programme.ts';
import { sessionAddress, sessionCalendarAddress } from '../../programme/programme-addresses.ts';
import { hours, labelledHours, where } from '../../programme/session-words.ts';

/** The file only exists if there are sessions to mark. */
export async function getStaticPaths() {
  return isDetailed(await publicProgramme()) ? [{ params: { file: 'sessions' } }] : [];
}

/** What the page of marked sessions needs to know about each. */
export const GET: APIRoute = async () => {
  const site = await readSite();
  const { words, deployment } = site;
  const { sessions } = await publicProgramme();
  const listed = sessions
    .filter(({ kind }) => !kind.pause)
    .map((session) => {
      const { id, slug, title, day, start, end, cancelled } = session;
      return {
        id,
        title,
        path: pathOf(deployment, sessionAddress(slug)),
        calendar:
          start === undefined ? undefined : pathOf(deployment, sessionCalendarAddress(slug)),
        dayInWords:
          day === undefined
            ? words.programme.day_to_be_announced
            : dateInWords(site.event.language, day, 'weekday'),
        hours: hours(site, session) ?? labelledHours(site, session),
        room: where(site, session),
        start,
        end,
        cancelled: cancelled === undefined ? undefined : true,
      };
    });
  return Response.json(listed);
};
