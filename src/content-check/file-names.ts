import type { Words } from '../explain/explain-codes.ts';
import { type Collection, isReserved } from '../programme/collections.ts';

/** The words for a file name that cannot be part of an address; undefined for one that can. */
export function unreadableName(name: string, ending: string): Words | undefined {
  if (/^[a-z0-9-]+\.[a-z]{2}$/.test(name)) {
    return [
      'a translation cannot be shown yet',
      'Keep it outside content/ until the site supports its language.',
    ];
  }
  if (/^[a-z0-9-]+$/.test(name)) return undefined;
  const plain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return [
    `"${name}" cannot be part of an address`,
    `Use lower-case letters, digits and hyphens: "${plain}${ending}".`,
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
