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
  /** Whether the position is an area and not a door. */
  approximate: z.boolean().default(false),
  /** The language of its name, if it is not the event's. */
  language: languageCode.optional(),
});

/** A list whose entries have unique names. */
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
  /**
   * What guests can expect of it. Kinds with a description are introduced before the programme is
   * known.
   */
  description: words.optional(),
  /** Whether everyone takes part, in any room: a break, a plenary. */
  for_everyone: z.boolean().default(false),
  /** Whether there is nothing to read beyond the timetable: a break. */
  pause: z.boolean().default(false),
});
const room = z.strictObject({
  name: words,
  /** How to find it, or its features: `first floor, step-free`. */
  note: words.optional(),
});
const track = z.strictObject({
  name: words,
  description: words.optional(),
  /** A sign of it beside its name, `#rrggbb`. */
  color: z
    .string()
    .regex(/^#[\da-f]{6}$/i, { error: 'color' })
    .optional(),
});

/** The placeholders that the words of a phase may use. */
export const phasePlaceholders = [
  'programme date',
  'opening date',
  'closing date',
  'first day',
  'last day',
] as const;

const filledWords = phrase(phasePlaceholders);
const phaseWords = z.strictObject({ home: filledWords, registration: filledWords }).optional();

const days = z.object({ first_day: date, last_day: date });
const moments = z.object({ opens: dateOrDateTime, closes: dateOrDateTime });

/** The names of an event's phases, in order. */
export const phaseNames = ['before', 'open', 'programme', 'closed', 'during', 'after'] as const;
export type Phase = (typeof phaseNames)[number];

/**
 * The schema of `content/event.yaml`: every fact of the event, once. Dates are ISO 8601
 * (`2017-02-15`). Moments are dates with a time in the event's own zone (`2017-01-09T09:00`).
 * Positions are decimal degrees, WGS 84.
 */
export const eventSchema = z
  .strictObject({
    /** The event's identifier in calendars and exchanged programmes. Never change it. */
    id: z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, { error: 'event-id' }),
    name: words,
    short_name: words,
    subtitle: words,
    language: languageCode,
    first_day: date,
    last_day: date,
    zone,
    /**
     * When its name, days or venue last changed after guests could save them. Calendars take what is newer than what
     * they have.
     */
    updated: dateOrDateTime.optional(),
    /** Sets the date of the whole site, for a preview or an archive. Without it, today counts. */
    clock: dateOrDateTime.optional(),
    host: z.strictObject({ name: words, office: words.optional() }).optional(),
    /** Who the event is for, as it follows "for", and how to attend. */
    audience: words.optional(),
    admission: words.optional(),
    /** The words around the title and below the letter on the home page. */
    letter: z
      .strictObject({
        /** The line above the title. */
        invitation: words.optional(),
        /** The words of the button that leads to the form. */
        act: words.optional(),
        /** The lines below the letter. */
        signature: z.array(words).default([]),
      })
      .default({ signature: [] }),
    venue: z
      .strictObject({
        name: words,
        street: words,
        postcode: words,
        city: words,
        country: words,
        country_code: z.string().regex(/^[A-Z]{2}$/, { error: 'country-code' }),
        /** Its position, for the map and for calendars. */
        latitude: latitude.optional(),
        longitude: longitude.optional(),
      })
      .refine((venue) => (venue.latitude === undefined) === (venue.longitude === undefined), {
        error: 'half-position',
      }),
    landmarks: z.array(landmark).default([]),
    programme: z
      .strictObject({
        /** Whole weeks from the publication of the detailed programme to the first day. */
        published_weeks_before: z.number().int().min(0).max(52).default(0),
        /** When it is published, if that is not at the start of that day. */
        publish_from: dateOrDateTime.optional(),
        /** When a day ends if not at midnight: a session that starts earlier belongs to the day before. */
        day_ends: z
          .string()
          .regex(/^(0\d|1[01]):[0-5]\d$/, { error: 'time-of-night' })
          .optional(),
        kinds: named(kind).default([]),
        rooms: named(room).default([]),
        tracks: named(track).default([]),
      })
      .default({ published_weeks_before: 0, kinds: [], rooms: [], tracks: [] }),
    registration: z
      .strictObject({
        opens: dateOrDateTime.optional(),
        closes: dateOrDateTime.optional(),
        /** Whole days from the event's last day to the deletion of answers. */
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
    /** The figure of measures across levels, and its words. */
    measures: z
      .strictObject({
        kinds: z.array(words).min(1),
        levels: z.array(words).min(1),
        /** The name of the point in which all kinds meet. */
        together: words.optional(),
        caption: words.optional(),
        in_words: words.optional(),
      })
      .optional(),
    contact: z.strictObject({ email: z.email(), note: words.optional() }),
    /**
     * What guests expect to be told, by name. Without a text it is shown as not known yet. A text may
     * have links, `[words](/address/)`.
     */
    practical: z.array(z.strictObject({ name: words, text: words.optional() })).default([]),
    /** When `/.well-known/security.txt` expires (RFC 9116). Then the site has none. */
    security_contact_expires: date,
    /** The languages in which reports of faults are read, if not the event's alone. */
    security_contact_languages: z.array(languageCode).min(1).optional(),
    /** How reports are handled: a page of the site, or a whole address. */
    security_contact_policy: words.optional(),
    /**
     * What the home page and the registration page say in each phase, if not the product's words.
     */
    phases: z
      .strictObject({
        before: phaseWords,
        open: phaseWords,
        programme: phaseWords,
        closed: phaseWords,
        during: phaseWords,
        after: phaseWords,
      })
      .default({}),
  })
  .refine((event) => event.first_day <= event.last_day, {
    path: ['last_day'],
    error: 'end-before-start',
    params: { start: 'first_day' },
    // Otherwise a mistake elsewhere in the file would hide this one.
    when: ({ value }) => days.safeParse(value).success,
  })
  .refine(({ venue, landmarks }) => landmarks.length === 0 || venue.latitude !== undefined, {
    path: ['landmarks'],
    error: 'landmarks-without-venue',
  });

export type Event = z.infer<typeof eventSchema>;
export type Kind = z.infer<typeof kind>;
export type Room = z.infer<typeof room>;
export type Track = z.infer<typeof track>;
