import { families, type Face, type Family } from './faces.ts';

/** A system's font, and its average letter in ems (https://github.com/seek-oss/capsize). */
interface SystemFont {
  readonly name: string;
  readonly width: number;
}

/** The first that a system has is taken: Windows and macOS, older Linux, Android, newer Linux. */
const systems: Readonly<Record<Family['kind'], readonly SystemFont[]>> = {
  serif: [
    { name: 'Georgia', width: 0.4458 },
    { name: 'Times New Roman', width: 0.4063 },
    { name: 'Liberation Serif', width: 0.4063 },
    { name: 'Noto Serif', width: 0.481 },
    { name: 'DejaVu Serif', width: 0.5166 },
  ],
  'sans-serif': [
    { name: 'Helvetica', width: 0.4458 },
    { name: 'Arial', width: 0.4458 },
    { name: 'Liberation Sans', width: 0.4458 },
    { name: 'Roboto', width: 0.4448 },
    { name: 'DejaVu Sans', width: 0.5083 },
  ],
};

const standIn = (family: Family, font: SystemFont): string => `${font.name} as ${family.name}`;
const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;

function faceRule(family: Family, { style, width }: Face, font: SystemFont): string {
  const size = width / font.width;
  const slanted = style === 'italic' ? `local("${font.name} Italic"),` : '';
  return (
    `@font-face{font-family:"${standIn(family, font)}";src:${slanted}local("${font.name}");` +
    `font-style:${style};size-adjust:${percent(size)};` +
    `ascent-override:${percent(family.ascent / size)};` +
    `descent-override:${percent(family.descent / size)};line-gap-override:0%}`
  );
}

/** The names that follow a family's own in the styles, down to the system's generic family. */
export function fallbacksOf(family: Family): string[] {
  return [...systems[family.kind].map((font) => standIn(family, font)), family.kind];
}

/**
 * The rules by which systems' fonts take the place of the site's until they arrive, each in the
 * same size and on the same lines, so that nothing moves.
 */
export function standInRules(): string {
  return families
    .flatMap((family) =>
      systems[family.kind].flatMap((font) =>
        // Bold has its own file, and a browser makes a stand-in bold by itself.
        family.faces
          .filter(({ weight }) => weight.startsWith('400'))
          .map((face) => faceRule(family, face, font)),
      ),
    )
    .join('');
}
