import { z } from 'zod';
import { isDate, isDateTime, isZone } from './dates.ts';
import { phrase } from '../words/phrase.ts';

const words = z.string().trim().min(1);
const date = words.refine(isDate, { error: 'date' });
const dateOrDateTime = words.refine((text) => isDate(text) || isDateTime(text), {
  error: 'date-or-time',
});
const zone = words.refine(isZone, { error: 'zone' });
const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

const languageCode = z.string().regex(/^[a-z]{2}$/, { error: 'language' });

const landmark = z.strictObject({
  name: words,
  kind: z.enum(['station', 'neighbourhood']),
  latitude,
  longitude,
  /** True where the position stands for an area, not for a door. */
  approximate: z.boolean().default(false),
  /** The language of its name, where it is not the event's. */
  language: languageCode.optional(),
});

/** A list whose entries are known by their names: no name stands twice. */
function named<Entry extends z.ZodObject<{ name: typeof words }>>(entry: Entry) {
  return z.array(entry).superRefine((entries, context) => {
    entries.forEach(({ name }, index) => {
      const first = entries.findIndex((other) => other.name === name);
      if (first === index) return;
      context.addIssue({ code: 'custom', message: 'repeated', path: [index, 'name'] });
    });
  });
}

/** What a session can be. */
const kind = z.strictObject({
  name: words,
  plural: words.optional(),
  /** What guests can expect of it; kinds with one are introduced before the programme is known. */
  description: words.optional(),
  /** True where everyone takes part, in whatever room: a break, a plenary. */
  for_everyone: z.boolean().default(false),
  /** True where there is nothing to read beyond the timetable: a break. */
  pause: z.boolean().default(false),
});
const room = z.strictObject({
  name: words,
  /** How to find it, or what it has: `first floor, step-free`. */
  note: words.optional(),
});
const track = z.strictObject({ name: words, description: words.optional() });

/** The names that the words of a phase may hold between braces. */
export const phasePlaceholders = [
  'programme date',
  'opening date',
  'first day',
  'last day',
] as const;

const filledWords = phrase(phasePlaceholders);
const phaseWords = z.strictObject({ home: filledWords, registration: filledWords }).optional();

const days = z.object({ first_day: date, last_day: date });
const moments = z.object({ opens: dateOrDateTime, closes: dateOrDateTime });

/** The names of the five phases of an event, in their order in time. */
export const phaseNames = ['before', 'open', 'programme', 'during', 'after'] as const;
export type Phase = (typeof phaseNames)[number];

/**
 * The shape of `content/event.yaml`: every fact of the event, once.
 * Dates are ISO 8601 (`2017-02-15`); moments are dates with a time in the event's own zone
 * (`2017-01-09T09:00`); positions are decimal degrees, WGS 84.
 */
export const eventSchema = z
  .strictObject({
    /** What calendars and exchanged programmes know the event by: it never changes. */
    id: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, { error: 'event-id' }),
    name: words,
    short_name: words,
    subtitle: words,
    language: languageCode,
    first_day: date,
    last_day: date,
    zone,
    /** Pins the clock of the whole site, for a preview or an archive. Absent: today counts. */
    clock: dateOrDateTime.optional(),
    host: z.strictObject({ name: words, office: words.optional() }).optional(),
    /** For whom the event is, as it follows "for"; and how one may come. */
    audience: words.optional(),
    admission: words.optional(),
    /** What stands on the first page around the title and below the letter. */
    letter: z
      .strictObject({
        /** The line above the title. */
        invitation: words.optional(),
        /** What the button says that leads to the form. */
        act: words.optional(),
        /** The lines below the letter. */
        signature: z.array(words).default([]),
      })
      .default({ signature: [] }),
    venue: z.strictObject({
      name: words,
      street: words,
      postcode: words,
      city: words,
      country: words,
      country_code: z.string().regex(/^[A-Z]{2}$/, { error: 'country-code' }),
      latitude,
      longitude,
    }),
    landmarks: z.array(landmark).default([]),
    programme: z
      .strictObject({
        /** Whole weeks between the publication of the detailed programme and the first day. */
        published_weeks_before: z.number().int().min(0).max(52).default(0),
        /** When it comes out, where that is not at the beginning of that day. */
        publish_from: dateOrDateTime.optional(),
        kinds: named(kind).default([]),
        rooms: named(room).default([]),
        tracks: named(track).default([]),
      })
      .default({ published_weeks_before: 0, kinds: [], rooms: [], tracks: [] }),
    registration: z
      .strictObject({
        opens: dateOrDateTime.optional(),
        closes: dateOrDateTime.optional(),
        /** Whole days after the last day of the event on which answers are deleted. */
        deletion: z.strictObject({
          first: z.number().int().min(0).max(365),
          everything: z.number().int().min(0).max(3650),
        }),
      })
      .refine(({ opens = '', closes = '~' }) => opens < closes, {
        path: ['closes'],
        error: 'end-before-start',
        params: { start: 'opens' },
        when: ({ value }) => moments.safeParse(value).success,
      }),
    /** The figure of kinds of measure across levels, and what it says in words. */
    measures: z
      .strictObject({
        kinds: z.array(words).min(1),
        levels: z.array(words).min(1),
        caption: words.optional(),
        in_words: words.optional(),
      })
      .optional(),
    contact: z.strictObject({ email: z.email(), note: words.optional() }),
    /** When `/.well-known/security.txt` expires (RFC 9116). */
    security_contact_expires: date,
    /** What the first page and the registration page say in each phase, where the product's words do not do. */
    phases: z
      .strictObject({
        before: phaseWords,
        open: phaseWords,
        programme: phaseWords,
        during: phaseWords,
        after: phaseWords,
      })
      .default({}),
  })
  .refine((event) => event.first_day <= event.last_day, {
    path: ['last_day'],
    error: 'end-before-start',
    params: { start: 'first_day' },
    // Without it a mistake elsewhere in the file hides this one.
    when: ({ value }) => days.safeParse(value).success,
  });

export type Event = z.infer<typeof eventSchema>;
export type Kind = z.infer<typeof kind>;
export type Room = z.infer<typeof room>;
export type Track = z.infer<typeof track>;
