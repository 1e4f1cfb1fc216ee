import { inflateRawSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';

/** The files of a ZIP archive, as its central directory lists them (APPNOTE 4.3.12). */
export function filesInZip(archive: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(archive);
  const end = bytes.lastIndexOf('PK\u0005\u0006');
  const files = new Map<string, string>();
  let entry = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const lengths = [28, 30, 32].map((index) => bytes.readUInt16LE(entry + index));
    const [nameLength = 0] = lengths;
    const name = bytes.toString('utf8', entry + 46, entry + 46 + nameLength);
    const local = bytes.readUInt32LE(entry + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(entry + 20));
    const isPacked = bytes.readUInt16LE(entry + 10) === 8;
    files.set(name, (isPacked ? inflateRawSync(packed) : packed).toString('utf8'));
    entry += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  return files;
}

const nodes = z.array(z.record(z.string(), z.unknown()));
const attributes = z.record(z.string(), z.string());

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly inside: readonly Element[];
  /** The text of this element itself. */
  readonly text: string;
}

function elements(parsed: unknown): Element[] {
  return nodes.parse(parsed).flatMap(({ ':@': given, ...node }) =>
    Object.entries(node).map(([name, inside]) => {
      const isText = name === '#text';
      const children = isText ? [] : elements(inside);
      const own = children.filter((child) => child.name === '#text').map(({ text }) => text);
      return {
        name,
        attributes: attributes.parse(given ?? {}),
        inside: children,
        text: isText ? String(inside) : own.join(''),
      };
    }),
  );
}

function all(name: string, within: readonly Element[]): Element[] {
  return within.flatMap((one) => [...(one.name === name ? [one] : []), ...all(name, one.inside)]);
}

function parsedXml(xml: string): Element[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    trimValues: false,
    htmlEntities: true,
    processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity },
  });
  return elements(parser.parse(xml));
}

/** Decodes `_x0001_` as U+0001 (ECMA-376, ST_Xstring). */
function unescaped(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** A cell of a sheet as a spreadsheet reads it. */
export interface SheetCell {
  readonly text: string;
  /** `s` for a shared text; `undefined` for an empty cell. */
  readonly type: string | undefined;
  readonly isFormula: boolean;
}

function placeOf(address: string): number {
  const letters = address.replace(/\d/g, '');
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The cells of the first sheet, row by row. Missing cells are empty. */
export function readXlsx(archive: Uint8Array): SheetCell[][] {
  const files = filesInZip(archive);
  const shared = all('si', parsedXml(files.get('xl/sharedStrings.xml') ?? '')).map((entry) =>
    all('t', entry.inside)
      .map(({ text }) => text)
      .join(''),
  );
  return all('row', parsedXml(files.get('xl/worksheets/sheet1.xml') ?? '')).map((row) => {
    const cells: SheetCell[] = [];
    for (const { attributes: given, inside } of all('c', row.inside)) {
      const { r: address = '', t: type } = given;
      const value = all('v', inside)[0]?.text ?? '';
      const text = type === 's' ? unescaped(shared[Number(value)] ?? 'no such text') : value;
      cells[placeOf(address)] = { text, type, isFormula: all('f', inside).length > 0 };
    }
    return Array.from(cells, (cell) => cell ?? { text: '', type: undefined, isFormula: false });
  });
}
