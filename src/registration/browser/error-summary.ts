import { element } from './element.ts';
import type { Failure, FieldError, ScriptWords } from './send-form.ts';

/** Puts each error in its place beside the field, and clears the others. */
export function markFields(
  form: HTMLFormElement,
  words: ScriptWords,
  errors: readonly FieldError[],
): void {
  for (const question of form.querySelectorAll<HTMLElement>('[data-question]')) {
    const name = question.dataset['question'] ?? '';
    const detail = errors.find(({ field }) => field === name)?.detail;
    question.classList.toggle('has-error', detail !== undefined);
    const place = document.getElementById(`${name}-error`);
    place?.replaceChildren();
    place?.toggleAttribute('hidden', detail === undefined);
    // Radio buttons and groups have no aria-invalid. Their legend's description says it.
    const control = question.matches('fieldset') ? null : document.getElementById(name);
    control?.removeAttribute('aria-invalid');
    if (detail === undefined) continue;
    place?.append(element('span', { className: 'visually-hidden' }, words.error), ` ${detail}`);
    control?.setAttribute('aria-invalid', 'true');
  }
}

/** The error summary; `again` does once more what failed. */
export function summaryOf(
  words: ScriptWords,
  { sentences, errors, retry }: Failure,
  again: () => void,
): HTMLElement {
  const alert = element('div', { role: 'alert' }, element('h2', {}, words.problem));
  alert.append(...sentences.map((sentence) => element('p', {}, sentence)));
  const items = errors.map(({ field, detail }) =>
    element('li', {}, element('a', { href: `#${field}` }, detail)),
  );
  if (items.length > 0) alert.append(element('ul', {}, ...items));
  const button = element(
    'button',
    { type: 'button', className: 'button', onclick: again },
    words.try_again,
  );
  if (retry) alert.append(button);
  return element('div', { className: 'error-summary', tabIndex: -1 }, alert);
}
