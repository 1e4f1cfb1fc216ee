import type { z } from 'zod';
import type { Words } from '../../../words/words.ts';
import type { Surroundings } from './anatomy.ts';
import type { Markup } from './html.ts';
import type { AnyQuestion, Checked, TypeWords } from './question.ts';

/** A type of question: all that the form, the endpoint, the record and the exports need to know. */
export interface QuestionType<Asked extends AnyQuestion = AnyQuestion> {
  /** What `content/registration.yaml` holds for a question of this type. */
  readonly schema: z.ZodType<Asked>;
  readonly words: (words: Words) => TypeWords;
  /** The question as HTML. */
  readonly markup: (question: Asked, around: Surroundings) => Markup;
  /**
   * Checks a value and gives it its normal form. A form sends text; JSON can hold anything except
   * undefined.
   */
  readonly check: (question: Asked, value: unknown, words: Words) => Checked;
  /** Whether a form sends several fields with this name, one for each answer. */
  readonly several: boolean;
  /** The largest size of an answer in bytes, as JSON in UTF-8 without the outer quotation marks. */
  readonly mostBytes: (question: Asked) => number;
  /**
   * The labels that people read instead of values, in a language (BCP 47). A value without a label
   * is its own.
   */
  readonly labels: (question: Asked, language: string) => ReadonlyMap<string, string>;
  /** A value as its guest reads it again; the value itself if left out. */
  readonly inWords?: (value: string, language: string) => string;
}

/**
 * A code point takes at most four bytes in UTF-8. An escape in JSON at most doubles a character.
 */
export const bytesOfCharacter = 4;

/** For types whose values need no labels. */
export const noLabels = (): ReadonlyMap<string, string> => new Map();
