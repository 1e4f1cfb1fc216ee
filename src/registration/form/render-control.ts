import type { Words } from '../../words/words.ts';
import { countries } from '../../event/countries.ts';
import type { Question } from './definition.ts';
import { attributes, markup, type Markup } from './html.ts';
import type { Typed } from './submission.ts';

/** What stands round a question in its form. */
export interface Surroundings {
  readonly words: Words;
  readonly typed: Typed;
  /** What to say about an answer, by the question's name. */
  readonly errors: ReadonlyMap<string, string>;
  /** The address to link to for a page of the site: `/privacy/`. */
  readonly link: (page: string) => string;
  /** The questions that are asked only under one answer to this question. */
  readonly under: (question: Question, answer: string) => Markup | undefined;
}

/** The hint, which says where an answer is deleted first. */
export function hintWords(
  { hint, deleted_first: early }: Question,
  { form }: Words,
): string | undefined {
  const said = form.deleted_early;
  if (!early || hint?.includes(said)) return hint;
  return hint === undefined ? said : `${hint} ${said}`;
}

/** The ids of what describes a question: its hint, and the place for what is wrong. */
export function describedBy(question: Question, words: Words): string {
  const { name } = question;
  return hintWords(question, words) === undefined ? `${name}-error` : `${name}-hint ${name}-error`;
}

/**
 * The attributes of a control with one value. There is no maxlength: a browser that keeps it cuts off
 * the end of a pasted text without a word.
 */
export function controlAttributes(question: Question, around: Surroundings): Markup[] {
  return attributes({
    id: question.name,
    name: question.name,
    // Without scripts, a question under an answer is there for everybody: it must not call itself required.
    required: question.required && question.asked_when === undefined,
    autocomplete: question.autocomplete,
    'aria-describedby': describedBy(question, around.words),
    'aria-invalid': around.errors.has(question.name) ? 'true' : undefined,
  });
}

const inputKinds = {
  // Names are not words, and a browser's spelling service may send them away.
  text: { type: 'text', spellcheck: 'false' },
  'e-mail': { type: 'email', inputmode: 'email', spellcheck: 'false' },
  telephone: { type: 'tel', inputmode: 'tel' },
} as const;

/** The one control of a question that has one. */
export function control(question: Question, around: Surroundings): Markup {
  const common = controlAttributes(question, around);
  const [value = ''] = around.typed.get(question.name) ?? [];
  switch (question.type) {
    case 'long text': {
      const spellcheck = attributes({ spellcheck: question.deleted_first ? 'false' : undefined });
      // The parser drops the first line break in a textarea, so that one is given away.
      return markup`<textarea${common} rows="5"${spellcheck}>\n${value}</textarea>`;
    }
    case 'country': {
      const options = countries().map(
        ({ code, name }) =>
          markup`<option${attributes({ value: code, selected: code === value })}>${name}</option>`,
      );
      return markup`<select${common}><option value="">${around.words.form.choose_country}</option>${options}</select>`;
    }
    case 'text':
    case 'e-mail':
    case 'telephone': {
      const kind = attributes({ ...inputKinds[question.type], value: value || undefined });
      return markup`<input${common}${kind}>`;
    }
    default:
      throw new TypeError(`A question of type ${question.type} has no single control.`);
  }
}
