import { posix } from 'node:path';
import { nearest } from '../../explain/nearest.ts';
import { collections } from '../../programme/collections.ts';
import { imageEndings, isImageName } from '../text/images.ts';
import type { Finding } from '../source/mistake.ts';
import type { SpeakerSource } from '../source/entry-source.ts';

/** Finds portraits that are not beside their speaker's file, or are not images. */
export function portraitFindings(
  contentFiles: ReadonlySet<string>,
): (speaker: SpeakerSource) => Finding[] {
  const { folder } = collections.speakers;
  const beside = [...contentFiles].flatMap((path) =>
    path.startsWith(folder) && isImageName(path) ? [path.slice(folder.length)] : [],
  );
  return ({ written, lineOf }) => {
    const file = written('portrait', 'file');
    if (typeof file !== 'string' || file.trim() === '') return [];
    const line = lineOf(['portrait', 'file']);
    const name = posix.normalize(file.trim());
    if (!contentFiles.has(`${folder}${name}`) || name.startsWith('..')) {
      const near = nearest(name, beside);
      const what = `there is no portrait "${file}" in content/${folder}`;
      const remedy =
        near === undefined
          ? 'Put the file there, or remove "portrait:".'
          : `Did you mean "${near}"?`;
      return [{ line, what, remedy }];
    }
    if (isImageName(name)) return [];
    const what = `"${file}" is not an image that browsers can show`;
    return [{ line, what, remedy: `Use one of: ${imageEndings.join(', ')}.` }];
  };
}
