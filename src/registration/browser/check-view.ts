import { say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import { element } from './element.ts';

/** An answer as the endpoint says it again. */
export interface CheckedAnswer {
  readonly field: string;
  readonly question: string;
  readonly answer: string;
}

/** What the view needs from the form around it. */
export interface CheckActions {
  readonly send: () => void;
  /** Leads back to the question of an answer. */
  readonly change: (field: string) => void;
}

/**
 * All answers once more before they are sent, in the place of the form: what `guest/check-answers`
 * shows without scripts.
 */
export function checkView(
  form: HTMLFormElement,
  words: Pick<Words['form'], 'check' | 'send'>,
  answers: readonly CheckedAnswer[],
  { send, change }: CheckActions,
): HTMLElement {
  const rows = answers.map(({ field, question, answer }) => {
    const link = element('a', { href: `#${field}` }, words.check.change);
    link.setAttribute('aria-label', say(words.check.change_question, { question }));
    link.addEventListener('click', (event) => {
      event.preventDefault();
      change(field);
    });
    return element(
      'div',
      {},
      element('dt', {}, question),
      element('dd', {}, answer),
      element('dd', {}, link),
    );
  });
  const promise = form.querySelector('.form-promise')?.cloneNode(true);
  return element(
    'section',
    { className: 'registration check-answers' },
    element('h2', { tabIndex: -1 }, words.check.title),
    element('p', {}, words.check.note),
    element('dl', {}, ...rows),
    ...(promise === undefined ? [] : [promise]),
    element('button', { type: 'button', className: 'button', onclick: send }, words.send),
    element('p', { className: 'form-status', role: 'status' }),
  );
}
