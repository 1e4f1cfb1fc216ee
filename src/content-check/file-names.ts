import type { Words } from '../explain/explain-codes.ts';
import { type Collection, isReserved } from '../programme/collections.ts';

/** Letters that are written as two where there are no accents. */
const asTwo: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  œ: 'oe',
  þ: 'th',
};

/** A name as part of an address: lower case, no accents, hyphens between words. */
function plainName(name: string): string {
  return name
    .normalize()
    .toLowerCase()
    .replaceAll(/[äöüßæøåœþ]/g, (letter) => asTwo[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** The words for a file name that cannot be part of an address; undefined for one that can. */
export function unreadableName(name: string, ending: string): Words | undefined {
  if (/^[a-z0-9-]+\.[a-z]{2}$/.test(name)) {
    return [
      'a translation cannot be shown yet',
      'Keep it outside content/ until the site supports its language.',
    ];
  }
  if (/^[a-z0-9-]+$/.test(name)) return undefined;
  const plain = plainName(name);
  return [
    `"${name}" cannot be part of an address`,
    plain === ''
      ? 'Use lower-case letters, digits and hyphens.'
      : `Use lower-case letters, digits and hyphens: "${plain}${ending}".`,
  ];
}

/** The words for a file in a collection's folder that is not read; undefined for one that is. */
export function entryFileWords(
  collection: Omit<Collection<unknown>, 'schema' | 'isPublic'>,
  path: string,
): Words | undefined {
  const { folder, thing, endings, address } = collection;
  const file = path.slice(folder.length);
  if (file.includes('/')) {
    const what = `a ${thing} in a subfolder is not read`;
    return [what, `Move the file into content/${folder} itself.`];
  }
  const ending = /\.[a-z]+$/i.exec(file)?.[0] ?? '';
  const name = file.slice(0, file.length - ending.length);
  if (!endings.includes(ending)) {
    const what = `the name of a ${thing}’s file must end in "${endings.join('" or "')}"`;
    return [what, `Rename it to "${name}.md".`];
  }
  const unreadable = unreadableName(name, ending);
  if (unreadable !== undefined || !isReserved(address(name), collection)) return unreadable;
  return [`the address "${address(name)}" is reserved for the site itself`, 'Rename the file.'];
}
