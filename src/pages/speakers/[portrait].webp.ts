import { join } from 'node:path';
import type { APIRoute, GetStaticPaths } from 'astro';
import sharp from 'sharp';
import { collections } from '../../programme/collections.ts';
import { publicProgramme } from '../../site/read-programme.ts';

/** Twice the displayed size of a portrait, in pixels. */
const side = 640;

export const getStaticPaths = (async () => {
  const { speakers } = await publicProgramme();
  return speakers.flatMap(({ slug, portrait }) =>
    portrait === undefined ? [] : [{ params: { portrait: slug }, props: { file: portrait.file } }],
  );
}) satisfies GetStaticPaths;

/** The portrait of a speaker, cropped to a square, without the camera's metadata. */
export const GET: APIRoute<{ file: string }> = async ({ props }) => {
  const image = sharp(
    join(process.cwd(), 'content', collections.speakers.folder, props.file),
  ).rotate();
  const portrait = image.resize(side, side, { fit: 'cover', position: 'attention' });
  const bytes = await portrait.webp({ quality: 78 }).toBuffer();
  return new Response(Uint8Array.from(bytes), { headers: { 'Content-Type': 'image/webp' } });
};
