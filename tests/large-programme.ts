import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '../src/event/dates.ts';

const rooms = 25;
const slotsADay = 10;
const sessionsADay = rooms * slotsADay;

/** Random numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const syllables =
  'ba do fen gri hul jo kel lim mar nu op quen ras sil tor ul vey wol yar zin'.split(' ');

/** Three thousand made-up words, of which the first are short. */
const vocabulary = Array.from({ length: 3000 }, (_, number) => {
  const parts = [number % 20, Math.floor(number / 20) % 20, Math.floor(number / 400)];
  return parts
    .slice(0, number < 20 ? 1 : number < 400 ? 2 : 3)
    .map((part) => syllables[part])
    .join('');
});

/** This many words, some frequent and most rare, as in any language. */
function words(random: () => number, count: number): string {
  const chosen = Array.from(
    { length: count },
    () => vocabulary[Math.floor(vocabulary.length ** random()) - 1],
  );
  return chosen.join(' ');
}

function sentence(random: () => number, count: number): string {
  const text = words(random, count);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function paragraph(random: () => number, sentences: number): string {
  return Array.from({ length: sentences }, () => `${sentence(random, 10)}.`).join(' ');
}

function timeOf(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function sessionText(
  random: () => number,
  number: number,
  firstDay: string,
  speaker: number,
): string {
  const start = 9 * 60 + (Math.floor(number / rooms) % slotsADay) * 50;
  return [
    '---',
    `id: session-${number}-id`,
    `title: ${sentence(random, 4)}`,
    `kind: ${['Talk', 'Workshop', 'Panel'][number % 3]}`,
    `day: ${addDays(firstDay, Math.floor(number / sessionsADay))}`,
    `start: ${timeOf(start)}`,
    `end: ${timeOf(start + 45)}`,
    `room: Room ${(number % rooms) + 1}`,
    `track: ${['Water', 'Quay', 'City'][number % 3]}`,
    'language: en',
    `speakers: [speaker-${speaker}]`,
    '---',
    '',
    paragraph(random, 8),
    '',
    paragraph(random, 6),
    '',
  ].join('\n');
}

function speakerText(random: () => number, number: number): string {
  return [
    '---',
    `name: ${sentence(random, 1)} ${sentence(random, 1)} ${number}`,
    `role: ${sentence(random, 2)}`,
    `organisation: ${sentence(random, 3)}`,
    'country: Nowhere',
    '---',
    '',
    paragraph(random, 6),
    '',
  ].join('\n');
}

function eventWith(yaml: string, days: number): string {
  const firstDay = firstDayOf(yaml);
  const list = Array.from({ length: rooms }, (_, room) => `    - name: Room ${room + 1}\n`);
  return yaml
    .replace(/^last_day: .*$/m, `last_day: ${addDays(firstDay, Math.max(2, days) - 1)}`)
    .replace(/(?<=^  rooms:\n)[^]*?(?=^  tracks:)/m, list.join(''));
}

function firstDayOf(yaml: string): string {
  return /(?<=^first_day: )\S+/m.exec(yaml)?.[0] ?? '';
}

/**
 * Puts another programme into a content folder with the made-up event: `count` sessions of 140
 * words in 25 rooms, 250 a day, and a speaker for every three. The same count gives the same files.
 */
export async function writeLargeProgramme(content: string, count: number): Promise<void> {
  const facts = join(content, 'event.yaml');
  const yaml = await readFile(facts, 'utf8');
  await writeFile(facts, eventWith(yaml, Math.ceil(count / sessionsADay)));
  const random = randomFrom(2017);
  const folders = { sessions: join(content, 'sessions'), speakers: join(content, 'speakers') };
  for (const folder of Object.values(folders)) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
  }
  // Nobody has two sessions at once: a slot has fewer sessions than there are speakers.
  const people = Math.max(rooms, Math.floor(count / 3));
  for (let number = 0; number < people; number += 1) {
    await writeFile(join(folders.speakers, `speaker-${number}.md`), speakerText(random, number));
  }
  for (let number = 0; number < count; number += 1) {
    const text = sessionText(random, number, firstDayOf(yaml), number % people);
    await writeFile(join(folders.sessions, `session-${number}.md`), text);
  }
}

const fullDayRooms = 24;
const fullDaySessions = 400;

/** The length of a room's sessions, and the pause after each, in minutes. */
const rhythms = [
  [25, 5],
  [30, 10],
  [20, 5],
  [40, 5],
] as const;

/** The last session is a panel of sixty. */
function speakersOf(number: number): string[] {
  const panel = number === fullDaySessions - 1 ? 60 : 1;
  return Array.from({ length: panel }, (_, seat) => `speaker-${number - seat}`);
}

function fullDayText(random: () => number, number: number, day: string): string {
  const room = number % fullDayRooms;
  const [length, pause] = rhythms[room % rhythms.length] ?? rhythms[0];
  const start = 9 * 60 + Math.floor(number / fullDayRooms) * (length + pause);
  return [
    '---',
    `id: session-${number}-id`,
    `title: ${sentence(random, 4 + (number % 6))}`,
    `kind: ${['Talk', 'Workshop', 'Panel'][number % 3]}`,
    `day: ${day}`,
    `start: ${timeOf(start)}`,
    `duration: ${length}`,
    `room: Hall ${room + 1}`,
    `track: ${['Water', 'Quay', 'City'][room % 3]}`,
    `language: ${number % 5 === 0 ? 'nl' : 'en'}`,
    `speakers: [${speakersOf(number).join(', ')}]`,
    'clash_meant: true',
    '---',
    '',
    paragraph(random, 4),
    '',
  ].join('\n');
}

/**
 * Puts a programme like the largest free one into a content folder with the made-up event: 400
 * sessions of unequal lengths in 24 rooms on its first day, the last of them a panel of sixty.
 */
export async function writeFullDay(content: string): Promise<void> {
  const facts = join(content, 'event.yaml');
  const yaml = await readFile(facts, 'utf8');
  const list = Array.from({ length: fullDayRooms }, (_, room) => `    - name: Hall ${room + 1}\n`);
  await writeFile(facts, yaml.replace(/(?<=^  rooms:\n)[^]*?(?=^  tracks:)/m, list.join('')));
  const random = randomFrom(2018);
  for (const name of ['sessions', 'speakers']) {
    await rm(join(content, name), { recursive: true, force: true });
    await mkdir(join(content, name));
  }
  for (let number = 0; number < fullDaySessions; number += 1) {
    const text = fullDayText(random, number, firstDayOf(yaml));
    await writeFile(join(content, 'sessions', `session-${number}.md`), text);
    const speaker = speakerText(random, number);
    await writeFile(join(content, 'speakers', `speaker-${number}.md`), speaker);
  }
}
