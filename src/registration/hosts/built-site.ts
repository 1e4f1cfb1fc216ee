import { z } from 'zod';
import { eventSchema } from '../../event/event.ts';
import { problemsSchema } from '../../event/problem.ts';
import { definitionSchema } from '../definition.ts';
import { mailWordsSchema } from '../mail-words.ts';
import { slotSchema } from '../slots.ts';

/** What a build hands to its endpoint, as it is checked. */
export const builtSiteSchema = z.strictObject({
  deployment: z.strictObject({
    site: z.url(),
    base: z.string().startsWith('/').endsWith('/'),
    endpoint: z.url(),
    together: z.boolean(),
  }),
  event: eventSchema,
  definition: definitionSchema,
  problems: problemsSchema,
  mail: mailWordsSchema,
  slots: z.record(z.string(), slotSchema),
  /** The built page `/register/`, as HTML. */
  page: z.string(),
  /** The hashes of the pages' inline style sheets, as a Content-Security-Policy writes them. */
  styleHashes: z.array(z.string()),
});

/** What a build hands to its endpoint, in a file beside the bundle. */
export type BuiltSite = z.infer<typeof builtSiteSchema>;
