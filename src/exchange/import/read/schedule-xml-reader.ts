import { XMLParser } from 'fast-xml-parser';
import { ImportError } from './imported.ts';
import { fieldsIn, type Fields, lineIn, listIn } from './source-fields.ts';
import { faultOfXml } from './well-formed.ts';
import type { RawDay, RawSchedule } from './schedule-reader.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  // Entities are decoded once, below. Texts that may hold markup stay as written.
  processEntities: false,
  stopNodes: ['*.abstract', '*.description', '*.biography'],
});

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
};

function character(code: number): string {
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
}

function decoded(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, digits, name) => {
    if (typeof hex === 'string') return character(Number.parseInt(hex, 16));
    if (typeof digits === 'string') return character(Number(digits));
    return named[String(name)] ?? whole;
  });
}

/** The content of an element that may hold markup: plain, in CDATA or escaped. */
function markup(raw: string): string {
  const pieces = raw.split(/<!\[CDATA\[([^]*?)\]\]>/);
  if (pieces.length > 1) {
    return pieces.map((piece, index) => (index % 2 === 1 ? piece : decoded(piece))).join('');
  }
  return /<[a-z]/i.test(raw) ? raw : decoded(raw);
}

/** The parsed elements with attributes as fields and entities decoded. */
function plain(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    return ['abstract', 'description', 'biography'].includes(key) ? markup(value) : decoded(value);
  }
  if (Array.isArray(value)) return value.map((entry) => plain(entry, key));
  return Object.fromEntries(
    Object.entries(fieldsIn(value)).map(([name, inner]) => [
      name.replace(/^@/, ''),
      plain(inner, name),
    ]),
  );
}

function eventIn(value: unknown): Fields {
  const event = fieldsIn(value);
  const lists = { persons: 'person', links: 'link', attachments: 'attachment' };
  const read = Object.entries(lists).flatMap(([name, one]) =>
    name in event ? [[name, listIn(fieldsIn(event[name])[one])] as const] : [],
  );
  return { ...event, ...Object.fromEntries(read) };
}

function dayIn(value: unknown): RawDay {
  const day = fieldsIn(value);
  const rooms = listIn(day['room']).map(fieldsIn);
  return {
    date: lineIn(day['date']),
    start: lineIn(day['start']),
    end: lineIn(day['end']),
    events: rooms.flatMap((room) =>
      listIn(room['event']).map((event) => ({ room: lineIn(room['name']), event: eventIn(event) })),
    ),
  };
}

/**
 * Reads a frab or Pentabarf schedule in XML.
 * @throws ImportError if the text is not XML.
 */
export function readScheduleXml(text: string): RawSchedule {
  const fault = faultOfXml(text);
  if (fault !== undefined) throw new ImportError(`it cannot be read as XML: ${fault}`);
  const schedule = fieldsIn(fieldsIn(plain(parser.parse(text)))['schedule']);
  const conference = fieldsIn(schedule['conference']);
  const days = listIn(schedule['day']);
  return {
    format: 'frab XML',
    generator: lineIn(fieldsIn(schedule['generator'])['name']),
    zone: lineIn(conference['time_zone_name']),
    dayChange: lineIn(conference['day_change']),
    days: days.map(dayIn),
  };
}
