import type { APIRoute } from 'astro';
import { onceThereAreSessions, readExported } from '../site/read-exported.ts';
import { scheduleXml } from '../exchange/schedule-xml.ts';

export const getStaticPaths = () => onceThereAreSessions('schedule');

/** The programme for apps that read schedules in XML. */
export const GET: APIRoute = async () =>
  new Response(scheduleXml(await readExported()), {
    headers: { 'Content-Type': 'application/xml' },
  });
