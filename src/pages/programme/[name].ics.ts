import type { APIRoute, GetStaticPaths } from 'astro';
import { readExported } from '../../site/read-exported.ts';
import type { ProgrammeDay, Session } from '../../programme/programme.ts';
import { dayCalendar, sessionCalendar } from '../../exchange/calendar.ts';

type Props = { readonly day: ProgrammeDay } | { readonly session: Session };

const isTimed = ({ start }: Session) => start !== undefined;

/** A calendar for each day, and for each session with a known time except breaks. */
export const getStaticPaths = (async () => {
  const { programme } = await readExported();
  const days = programme.days.filter(({ sessions }) => sessions.some(isTimed));
  const sessions = programme.sessions.filter((session) => isTimed(session) && !session.kind.pause);
  return [
    ...days.map((day) => ({ params: { name: day.date }, props: { day } })),
    ...sessions.map((session) => ({ params: { name: session.slug }, props: { session } })),
  ];
}) satisfies GetStaticPaths;

/** The calendar of a day or a session. */
export const GET: APIRoute<Props> = async ({ props }) => {
  const exported = await readExported();
  const calendar =
    'day' in props ? dayCalendar(exported, props.day) : sessionCalendar(exported, props.session);
  return new Response(calendar, { headers: { 'Content-Type': 'text/calendar; charset=utf-8' } });
};
