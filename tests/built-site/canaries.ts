import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/** In every word, name and file of a canary, and nowhere else. */
export const canary = 'zanzicanary';

/** The photographer in every picture. No file of a build names her. */
export const photographer = 'Philippa Lens';

/** When canaries with a moment of their own become public. */
const from = '2017-10-25T09:00';

/** A picture with its photographer and position in the metadata. */
const picture = () =>
  sharp({ create: { width: 40, height: 40, channels: 3, background: '#a32a1c' } })
    .png()
    .withExif({
      IFD0: { Artist: photographer },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 4/1 0/1' },
    })
    .toBuffer();

function session(name: string, lines: readonly string[]): string {
  return [
    '---',
    `id: ${canary}-${name}-id`,
    `title: The ${canary} ${name}`,
    'kind: Talk',
    'day: 2017-10-28',
    'start: 17:00',
    'end: 17:30',
    ...lines,
    'speakers:',
    `  - ${canary}-${name}`,
    '---',
    '',
    `What the ${canary} sings. ![A ${canary}](./${canary}-${name}.png)`,
    '',
  ].join('\n');
}

function speaker(name: string): string {
  return [
    '---',
    `name: Zed ${canary} ${name}`,
    'portrait:',
    `  file: ${canary}-${name}.png`,
    `  alt: A ${canary} on a rope`,
    '---',
    '',
    `Sings as a ${canary}.`,
    '',
  ].join('\n');
}

/**
 * Plants hidden content in a folder: a draft, and a session and a page with a moment of their own,
 * each with a picture; and the speakers who have no other session.
 */
export async function plantCanaries(content: string): Promise<void> {
  const bytes = await picture();
  const planted = [
    ['draft', ['room: Chart Room', 'status: draft']],
    ['later', ['room: Sail Room', `publish_from: ${from}`]],
  ] as const;
  for (const [name, lines] of planted) {
    for (const folder of ['sessions', 'speakers']) {
      await mkdir(join(content, folder), { recursive: true });
      await writeFile(join(content, folder, `${canary}-${name}.png`), bytes);
    }
    await writeFile(join(content, 'sessions', `${canary}-${name}.md`), session(name, lines));
    await writeFile(join(content, 'speakers', `${canary}-${name}.md`), speaker(name));
  }
  await writeFile(join(content, `${canary}.png`), bytes);
  await writeFile(
    join(content, `${canary}-page.mdx`),
    `---\ntitle: The page of the ${canary}\ndescription: Of a ${canary}.\npublish_from: ${from}\nnavigation:\n  name: ${canary}\n  place: 9\n---\n\n![A ${canary}](./${canary}.png)\n`,
  );
}
