import { z } from 'zod';
import { phasePlaceholders } from '../../event/event.ts';
import { phrase } from '../../words/phrase.ts';
import type { State } from '../record/states.ts';
import { contradictions } from './contradictions.ts';
import { purposeSchema, wrongPurposes } from './purposes.ts';
import { formText as words, questionName as name } from './question/question.ts';
import { questionSchema, typeNames } from './types/types.ts';

/** The placeholders that the acknowledgement's words may use. */
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
 * The schema of `content/registration.yaml`. The form's HTML, the endpoint's checks, the stored
 * record and the export all follow from it.
 */
export const definitionSchema = z
  .strictObject({
    /** The e-mail question that identifies a guest who registers twice. */
    identified_by: name,
    /** The text question that holds the guest's name. Mails greet the guest with it. */
    named_by: name.optional(),
    /** The questions that organisers see in their list, in column order. */
    listed: z.array(name).min(1).optional(),
    /** The answer of somebody who fills in the form on behalf of another. */
    on_behalf: z.strictObject({ question: name, answer: words }).optional(),
    sections: z
      .array(
        z.strictObject({
          title: words,
          /** The title for somebody who fills in the form on behalf of another. */
          on_behalf: words.optional(),
          questions: z.array(questionSchema).min(1),
        }),
      )
      .min(1),
    /** What `export --for` includes. Not part of the form, so its version does not change. */
    purposes: z.array(purposeSchema).default([]),
    /** What the acknowledgement says, with placeholders in braces. */
    received: z
      .strictObject({
        title: words.exactOptional(),
        next: z.array(phrase(receivedPlaceholders)).default([]),
      })
      .default({ next: [] }),
    /** Whether guests come in at once, by the organisers' decision, or with an invitation code. */
    access: z.enum(['open', 'moderated', 'invitation']).default('moderated'),
    /** Whether a browser with scripts solves a proof of work before it sends the form. */
    calculation: z.boolean().optional(),
    /** The event's own words for the code field. Only the access `invitation` has one. */
    invitation: z
      .strictObject({
        label: words.exactOptional(),
        hint: words.exactOptional(),
        missing: words.exactOptional(),
        warning: words.exactOptional(),
        replace: words.exactOptional(),
      })
      .default({}),
    /** The event's own words about a guest's registration, for each state. */
    own: z
      .strictObject({
        title: words.exactOptional(),
        states: z.strictObject(stateWords).default({}),
      })
      .default({ states: {} }),
    /** How long an offered place is kept, and the event's own words about waiting. */
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
