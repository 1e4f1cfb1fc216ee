import type { APIRoute } from 'astro';
import { eventCalendar } from '../exchange/event-calendar.ts';
import { readSite } from '../site/read-site.ts';

/** The days of the event as a calendar file. */
export const GET: APIRoute = async () => {
  const { event, deployment } = await readSite();
  return new Response(eventCalendar(event, deployment), {
    headers: { 'Content-Type': 'text/calendar; charset=utf-8' },
  });
};
