import { z } from 'zod';
import { isDate, isDateTime } from '../event/dates.ts';

/**
 * Signs that turn the direction of what follows them, also of other texts (Unicode Standard Annex 9,
 * embeddings, overrides and isolates).
 */
export const turning = /[\u202A-\u202E\u2066-\u2069]/g;

const words = z
  .string()
  .trim()
  .min(1)
  .refine((text) => text.search(turning) === -1, { error: 'turning' });
const date = words.refine(isDate, { error: 'date' });
const moment = words.refine((text) => isDate(text) || isDateTime(text), { error: 'date-or-time' });

/**
 * A time of day, `09:30`, or a date and time, `2017-02-15T09:30`, with an optional offset,
 * `+01:00`.
 */
const time = words.regex(
  /^((\d{4}-\d{2}-\d{2})T)?([01]\d|2[0-3]):[0-5]\d([+-]([01]\d|2[0-3]):[0-5]\d)?$/,
  { error: 'session-time' },
);

/** A file name without its extension: `anna-example`. */
const reference = words.regex(/^[a-z0-9-]+$/, { error: 'reference' });

/** What a link of a session leads to. */
export const linkKinds = ['slides', 'paper', 'recording', 'live', 'feedback', 'related'] as const;

const link = z.strictObject({
  /** A whole address, a page of the site, or a file in `public/`: `/slides.pdf`. */
  url: words,
  title: words,
  kind: z.enum(linkKinds).default('related'),
});

export type SessionLink = z.infer<typeof link>;

/** The states of a session. A draft is never built. A cancelled session stays, and says so. */
export const sessionStatuses = ['draft', 'published', 'cancelled'] as const;

/**
 * The schema of a session's frontmatter (`content/sessions/*.md`, `*.mdx`). Times are those of the
 * venue. What is left out is unknown, and shown as to be announced.
 */
export const sessionSchema = z
  .strictObject({
    /** The session's identifier in calendars and marks. Never change it. */
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{2,63}$/, { error: 'session-id' }),
    title: words,
    /**
     * One or two sentences for lists, search results and feeds. Without it, the abstract's
     * beginning is used.
     */
    description: words.max(300).optional(),
    kind: words,
    day: date.optional(),
    start: time.optional(),
    end: time.optional(),
    /** Whole minutes. */
    duration: z.number().int().min(1).max(1439).optional(),
    room: words.optional(),
    track: words.optional(),
    language: z
      .string()
      .regex(/^[a-z]{2}$/, { error: 'language' })
      .optional(),
    speakers: z.array(reference).default([]),
    moderators: z.array(reference).default([]),
    /** Slides, papers, recordings and what else belongs to it. */
    links: z.array(link).default([]),
    /** The number of places, if they are limited. */
    places: z.number().int().min(0).optional(),
    level: words.optional(),
    status: z.enum(sessionStatuses).default('published'),
    /** Since when the session has been cancelled. */
    cancelled_since: moment.optional(),
    /** The session's previous time and room, and since when it has been known to move. */
    moved: z
      .strictObject({ start: time.optional(), room: words.optional(), since: moment })
      .optional(),
    /** Since when the session has been in the programme, if it was added later. */
    added: moment.optional(),
    /** When anything else about the session last changed. */
    updated: moment.optional(),
    publish_from: moment.optional(),
    /** Whether only participants learn its time and place. They are never written here. */
    undisclosed: z.boolean().default(false),
    /** Whether a person is meant to be in two places at once. */
    clash_meant: z.boolean().default(false),
    /** Whether it is meant to share its room with another session at the same time. */
    overlap_meant: z.boolean().default(false),
  })
  .refine(({ status, cancelled_since }) => status !== 'cancelled' || cancelled_since, {
    path: ['status'],
    error: 'cancelled-since',
    when: ({ issues }) => issues.length === 0,
  })
  .refine(({ undisclosed, start, end, room }) => !undisclosed || !(start || end || room), {
    path: ['undisclosed'],
    error: 'undisclosed',
    when: ({ issues }) => issues.length === 0,
  })
  .refine(({ moved }) => moved === undefined || moved.start || moved.room, {
    path: ['moved'],
    error: 'moved-from',
    when: ({ issues }) => issues.length === 0,
  });

export type SessionFrontmatter = z.infer<typeof sessionSchema>;

/** The schema of a speaker's frontmatter (`content/speakers/*.md`). */
export const speakerSchema = z.strictObject({
  name: words,
  role: words.optional(),
  organisation: words.optional(),
  /** In words: `the Netherlands`. */
  country: words.optional(),
  portrait: z.strictObject({ file: words, alt: words }).optional(),
  /** The speaker's id in the programme that they were imported from. */
  id: words.optional(),
});

export type SpeakerFrontmatter = z.infer<typeof speakerSchema>;

/**
 * Frontmatter with its dates as written. YAML reads `2017-02-15` as a date at midnight UTC; this
 * turns it back into text at every depth.
 */
export function datesAsWritten(value: unknown): unknown {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().replace('T00:00:00.000Z', '');
  }
  if (Array.isArray(value)) return value.map(datesAsWritten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, datesAsWritten(inner)]),
  );
}
