import { printable } from './source.ts';

/** A piece of XML, ready to go inside another. */
export interface Xml {
  readonly markup: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Readers would turn it into a space in an attribute (XML 1.0, 3.3.3).
  '\n': '&#10;',
  '\t': '&#9;',
};

function escaped(text: string, characters: RegExp): string {
  return printable(text).replaceAll(characters, (character) => entities[character] ?? '');
}

function attribute([name, value]: [string, string | number | undefined]): string {
  return value === undefined ? '' : ` ${name}="${escaped(String(value), /[&<>"\n\t]/g)}"`;
}

/**
 * An element of XML 1.0. Text is escaped, without what XML cannot hold. Undefined children and
 * attributes are left out.
 */
export function element(
  name: string,
  attributes: Attributes,
  children: string | readonly (Xml | undefined)[] = [],
): Xml {
  const inside =
    typeof children === 'string'
      ? escaped(children, /[&<>]/g)
      : children.map((child) => (child === undefined ? '' : `\n${child.markup}`)).join('');
  const start = `${name}${Object.entries(attributes).map(attribute).join('')}`;
  if (inside === '') return { markup: `<${start}/>` };
  const last = typeof children === 'string' ? '' : '\n';
  return { markup: `<${start}>${inside}${last}</${name}>` };
}

/** A whole document, in UTF-8. */
export function xmlDocument({ markup }: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup}\n`;
}
