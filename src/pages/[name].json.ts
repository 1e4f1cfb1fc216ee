import type { APIRoute } from 'astro';
import { onceThereAreSessions, readExported } from '../site/read-exported.ts';
import { scheduleJson } from '../exchange/schedule-json.ts';

export const getStaticPaths = () => onceThereAreSessions('schedule');

/** The programme for apps that read schedules in JSON. */
export const GET: APIRoute = async () =>
  new Response(scheduleJson(await readExported()), {
    headers: { 'Content-Type': 'application/json' },
  });
