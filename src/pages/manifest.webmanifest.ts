import type { APIRoute } from 'astro';
import { readSite } from '../site/read-site.ts';
import { pathOf } from '../delivery/deployment.ts';
import { themeColor } from '../layouts/theme-color.ts';

/** The web application manifest: the site's name and icons on a home screen. */
export const GET: APIRoute = async () => {
  const { event, deployment } = await readSite();
  const icon = (size: number) => ({
    src: pathOf(deployment, `/icon-${size}.png`),
    sizes: `${size}x${size}`,
    type: 'image/png',
  });
  const { day: paper } = themeColor('paper');
  const manifest = {
    name: event.name,
    short_name: event.short_name,
    lang: event.language,
    start_url: deployment.base,
    scope: deployment.base,
    display: 'browser',
    background_color: paper,
    theme_color: paper,
    icons: [icon(192), icon(512)],
  };
  return new Response(JSON.stringify(manifest), {
    headers: { 'Content-Type': 'application/manifest+json' },
  });
};
