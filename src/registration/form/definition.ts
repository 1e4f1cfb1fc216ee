import { z } from 'zod';
import { phasePlaceholders } from '../../event/event.ts';
import { phrase } from '../../words/phrase.ts';
import { states } from '../record/states.ts';
import { contradictions } from './contradictions.ts';
import { purposeSchema, wrongPurposes } from './purposes.ts';
import { formText as words, questionName as name } from './question/question.ts';
import { questionSchema, typeNames } from './types/types.ts';

/** The placeholders that the acknowledgement's words may use. */
export const receivedPlaceholders = [...phasePlaceholders, 'first deletion', 'deletion'] as const;

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
    sections: z
      .array(z.strictObject({ title: words, questions: z.array(questionSchema).min(1) }))
      .min(1),
    /** What `export --for` includes. Not part of the form, so its version does not change. */
    purposes: z.array(purposeSchema).default([]),
    /** What the acknowledgement says, with placeholders in braces. */
    received: z.strictObject({ title: words, next: z.array(phrase(receivedPlaceholders)).min(1) }),
    /** Whether guests come in at once, by the organisers' decision, or with an invitation code. */
    access: z.enum(['open', 'moderated', 'invitation']).default('moderated'),
    /** Whether a browser with scripts solves a proof of work before it sends the form. */
    calculation: z.boolean().optional(),
    /** The words of the code field. Only the access `invitation` has one. */
    invitation: z
      .strictObject({
        label: words,
        hint: words.optional(),
        missing: words,
        warning: words,
        replace: words,
      })
      .optional(),
    /** What guests read about their own registration: the words for each state. */
    own: z.strictObject({ title: words, states: z.record(z.enum(states), words) }),
    /**
     * What guests read where a question has a waiting list, and how long an offered place is kept.
     */
    waiting_list: z.strictObject({
      offer_hours: z
        .number()
        .int()
        .min(1)
        .max(24 * 28)
        .default(48),
      ask: words,
      waiting: words,
      offered: phrase(['until']),
      given_up: words,
    }),
  })
  .superRefine(
    (definition, context) => {
      const wrong = [...contradictions(definition, typeNames), ...wrongPurposes(definition)];
      for (const found of wrong) {
        context.addIssue({ ...found, params: { ...found.params } });
      }
      if (definition.access === 'invitation' && definition.invitation === undefined) {
        context.addIssue({ code: 'invalid_type', expected: 'object', path: ['invitation'] });
      }
    },
    { when: () => true },
  );

export type Definition = z.infer<typeof definitionSchema>;
/** A question of any type. */
export type Question = z.infer<typeof questionSchema>;
