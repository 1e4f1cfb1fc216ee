import { posix } from 'node:path';
import type { Words } from '../../explain/explain-codes.ts';
import { nearest } from '../../explain/nearest.ts';
import { type Body, ofType } from '../source/body.ts';
import { decoded } from './links.ts';
import type { Finding } from '../source/mistake.ts';

/** The files that can be images. */
export interface Pictures {
  /** The content folder's files, with their paths from it: `pictures/hall.jpg`. */
  readonly contentFiles: ReadonlySet<string>;
  /** The files in `public/`, as addresses: `/hall.jpg`. */
  readonly publicFiles: ReadonlySet<string>;
}

/** The image types that browsers show, as file extensions. */
export const imageEndings = ['avif', 'gif', 'jpeg', 'jpg', 'png', 'svg', 'webp'] as const;

const isImage = new RegExp(`\\.(${imageEndings.join('|')})$`, 'i');

/** Whether a file name has the extension of an image that browsers show. */
export function isImageName(path: string): boolean {
  return isImage.test(path);
}

function wherefrom(url: string, from: string, pictures: Pictures): Words | undefined {
  if (url === '') return ['the image has no file', 'Write ![alternative text](picture.jpg).'];
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) {
    return [
      `the image "${url}" does not come from this site`,
      'Put the file beside the page and write its name.',
    ];
  }
  const path = decoded(url);
  const inPublic = path.startsWith('/');
  const file = inPublic ? path : posix.join(posix.dirname(from), path);
  const files = inPublic ? pictures.publicFiles : pictures.contentFiles;
  if (!files.has(file)) {
    const alike = [...files].find((one) => one.normalize() === file.normalize());
    if (alike !== undefined) {
      return [
        `there is no image "${url}": the file’s name looks the same, and is stored in other letters`,
        'Rename the file without accents.',
      ];
    }
    const near = nearest(file, [...files].filter(isImageName));
    const place = inPublic ? 'public/' : 'content/';
    return [
      `there is no image "${url}"`,
      near === undefined
        ? `Put the file in ${place}, or remove the image.`
        : `Did you mean "${inPublic ? near : posix.relative(posix.dirname(from), near)}"?`,
    ];
  }
  return isImageName(file)
    ? undefined
    : [
        `"${url}" is not an image that browsers can show`,
        `Use one of: ${imageEndings.join(', ')}.`,
      ];
}

/** The images in a body that do not exist, are on another site or have no alternative text. */
export function imageFindings({ nodes }: Body, from: string, pictures: Pictures): Finding[] {
  return nodes.filter(ofType('image')).flatMap(({ line, node }) => {
    const { url, alt } = node;
    const found = wherefrom(url, from, pictures);
    const findings = found === undefined ? [] : [{ line, what: found[0], remedy: found[1] }];
    if (alt && isImageName(alt.trim())) {
      const what = `the alternative text "${alt}" is the name of a file`;
      const remedy = `Describe what the image shows: ![words](${url}).`;
      return [{ line, what, remedy }, ...findings];
    }
    if (alt?.trim()) return findings;
    const what = `the image "${url}" has no alternative text`;
    const remedy = `Describe what it shows: ![words](${url}).`;
    return [{ line, what, remedy }, ...findings];
  });
}
