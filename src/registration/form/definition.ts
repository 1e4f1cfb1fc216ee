import { z } from 'zod';
import { phasePlaceholders } from '../../event/event.ts';
import { phrase } from '../../words/phrase.ts';
import type { State } from '../record/states.ts';
import { contradictions } from './contradictions.ts';
import { purposeSchema, wrongPurposes } from './purposes.ts';
import { formText as words, questionName as name } from './question/question.ts';
import { questionSchema, typeNames } from './types/types.ts';

/** The names that the words of the acknowledgement may hold between braces. */
export const receivedPlaceholders = [...phasePlaceholders, 'first deletion', 'deletion'] as const;

const stateWords = {
  received: words.exactOptional(),
  'under-review': words.exactOptional(),
  confirmed: words.exactOptional(),
  declined: words.exactOptional(),
  withdrawn: words.exactOptional(),
  'deletion-asked': words.exactOptional(),
} satisfies Record<State, unknown>;

/**
 * The shape of `content/registration.yaml`: the form, from which follow its HTML, the checks of the
 * endpoint, the stored record and the export.
 */
export const definitionSchema = z
  .strictObject({
    /** The question of type e-mail by which a second registration is recognised. */
    identified_by: name,
    /** The question of type text whose answer is the guest's name, as mails greet them. */
    named_by: name.optional(),
    /** The questions whose answers tell guests apart in the organisers' list, in the order of its columns. */
    listed: z.array(name).min(1).optional(),
    sections: z
      .array(z.strictObject({ title: words, questions: z.array(questionSchema).min(1) }))
      .min(1),
    /** What `export --for` takes of the registrations. Not a part of the form: its version stays. */
    purposes: z.array(purposeSchema).default([]),
    /** What the acknowledgement says; the names between braces are filled in. */
    received: z
      .strictObject({
        title: words.exactOptional(),
        next: z.array(phrase(receivedPlaceholders)).default([]),
      })
      .default({ next: [] }),
    /** Whether a guest comes in at once, by a decision of the organisers, or with a code that they gave out. */
    access: z.enum(['open', 'moderated', 'invitation']).default('moderated'),
    /** Whether a browser with scripts makes a calculation before it sends the form: a proof of work. */
    calculation: z.boolean().optional(),
    /** The event's own words at the field for the code, which only the access `invitation` has. */
    invitation: z
      .strictObject({
        label: words.exactOptional(),
        hint: words.exactOptional(),
        missing: words.exactOptional(),
        warning: words.exactOptional(),
        replace: words.exactOptional(),
      })
      .default({}),
    /** The event's own words about a guest's registration, in each state. */
    own: z
      .strictObject({
        title: words.exactOptional(),
        states: z.strictObject(stateWords).default({}),
      })
      .default({ states: {} }),
    /** How long a place is kept for the guest to whom it is offered, and the event's own words on waiting. */
    waiting_list: z
      .strictObject({
        offer_hours: z
          .number()
          .int()
          .min(1)
          .max(24 * 28)
          .default(48),
        ask: words.exactOptional(),
        waiting: words.exactOptional(),
        offered: phrase(['until']).exactOptional(),
        given_up: words.exactOptional(),
      })
      .default({ offer_hours: 48 }),
  })
  .superRefine(
    (definition, context) => {
      const wrong = [...contradictions(definition, typeNames), ...wrongPurposes(definition)];
      for (const found of wrong) {
        context.addIssue({ ...found, params: { ...found.params } });
      }
    },
    { when: () => true },
  );

export type Definition = z.infer<typeof definitionSchema>;
/** A question of any type. */
export type Question = z.infer<typeof questionSchema>;
