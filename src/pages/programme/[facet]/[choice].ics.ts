import type { APIRoute, GetStaticPaths } from 'astro';
import { choiceCalendar } from '../../../exchange/calendar.ts';
import { type Choice, facetsOf } from '../../../programme/timetable/facets.ts';
import { readExported } from '../../../site/read-exported.ts';

/** A calendar for each room, track, kind and language that has a page and a session with a time. */
export const getStaticPaths = (async () => {
  const { event, programme } = await readExported();
  return [...facetsOf(event, programme).values()]
    .flat()
    .filter(({ sessions }) => sessions.some(({ start }) => start !== undefined))
    .map((choice) => ({ params: { facet: choice.facet, choice: choice.slug }, props: { choice } }));
}) satisfies GetStaticPaths;

/** The calendar of one choice. */
export const GET: APIRoute<{ readonly choice: Choice }> = async ({ props: { choice } }) =>
  new Response(choiceCalendar(await readExported(), choice), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
