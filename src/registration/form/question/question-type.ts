import type { z } from 'zod';
import type { Words } from '../../../words/words.ts';
import type { Surroundings } from './anatomy.ts';
import type { Markup } from './html.ts';
import type { AnyQuestion, Checked, TypeWords } from './question.ts';

/** A type of question: everything that the form, the endpoint, the record and the exports need to know. */
export interface QuestionType<Asked extends AnyQuestion = AnyQuestion> {
  /** What `content/registration.yaml` says of such a question. */
  readonly schema: z.ZodType<Asked>;
  readonly words: (words: Words) => TypeWords;
  /** The question as HTML. */
  readonly markup: (question: Asked, around: Surroundings) => Markup;
  /**
   * Checks what arrived, and gives it its normal form. `value` is text from a form; from JSON it can be
   * anything but undefined.
   */
  readonly check: (question: Asked, value: unknown, words: Words) => Checked;
  /** Whether a form sends one field for each of several answers. */
  readonly several: boolean;
  /** The most bytes that an answer takes in a record, as JSON in UTF-8 without the quotation marks round it. */
  readonly mostBytes: (question: Asked) => number;
  /** What an organiser reads in the place of a value; a value that is not listed stands for itself. */
  readonly labels: (question: Asked) => ReadonlyMap<string, string>;
}

/** UTF-8 takes at most four bytes for a code point, and JSON's escapes at most two. */
export const bytesOfCharacter = 4;

/** For types whose values stand for themselves. */
export const noLabels = (): ReadonlyMap<string, string> => new Map();
