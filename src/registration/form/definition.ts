import { z } from 'zod';
import { phasePlaceholders } from '../../event/event.ts';
import { phrase } from '../../words/phrase.ts';
import { states } from '../record/states.ts';
import { contradictions } from './contradictions.ts';
import { purposeSchema, wrongPurposes } from './purposes.ts';
import { formText as words, questionName as name } from './question/question.ts';
import { questionSchema, typeNames } from './types/types.ts';

/** The names that the words of the acknowledgement may hold between braces. */
export const receivedPlaceholders = [...phasePlaceholders, 'first deletion', 'deletion'] as const;

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
    received: z.strictObject({ title: words, next: z.array(phrase(receivedPlaceholders)).min(1) }),
    /** Whether a guest comes in at once, by a decision of the organisers, or with a code that they gave out. */
    access: z.enum(['open', 'moderated', 'invitation']).default('moderated'),
    /** Whether a browser with scripts makes a calculation before it sends the form: a proof of work. */
    calculation: z.boolean().optional(),
    /** The words at the field for the code, which only the access `invitation` has. */
    invitation: z
      .strictObject({
        label: words,
        hint: words.optional(),
        missing: words,
        warning: words,
        replace: words,
      })
      .optional(),
    /** What guests read about their own registration: the words of each state. */
    own: z.strictObject({ title: words, states: z.record(z.enum(states), words) }),
    /** What guests read where a question has a waiting list, and how long a place is kept for one. */
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
