import { pageLanguage } from '../../browser/page-words.ts';
import { say, sayCount } from '../../words/text.ts';
import { element } from './element.ts';
import type { ScriptWords } from './send-form.ts';

/** A list with more choices than this gets a field that shortens it. */
const longList = 20;

/** A text without accents and case. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What a choice is found by: its words, its code, and what the reader's language calls a country. */
function namesOf({ text, value }: HTMLOptionElement): readonly string[] {
  if (!/^[A-Z]{2}$/.test(value)) return [folded(text)];
  const others = (['long', 'short'] as const).map(
    (style) => new Intl.DisplayNames(navigator.language, { type: 'region', style }).of(value) ?? '',
  );
  return [text, ...others, value].map(folded);
}

/** The choices whose words hold what was typed, or whose code is it. */
function matching(choices: readonly HTMLOptionElement[], typed: string): HTMLOptionElement[] {
  const part = folded(typed.trim());
  return choices.filter((one) =>
    namesOf(one).some((name) => (name.length === 2 ? name === part : name.includes(part))),
  );
}

/** Puts a field above a list that leaves in it what was typed. What is chosen stays in the list. */
function addFilter(select: HTMLSelectElement, { filter }: ScriptWords): void {
  const [none, ...choices] = select.options;
  if (none === undefined) return;
  const id = `${select.id}-filter`;
  const field = element('input', { type: 'search', id, autocomplete: 'off', spellcheck: false });
  const status = element('p', { className: 'hint' });
  status.setAttribute('aria-live', 'polite');
  field.addEventListener('input', () => {
    const chosen = select.value;
    const found = field.value.trim() === '' ? choices : matching(choices, field.value);
    const kept = choices.filter((one) => found.includes(one) || one.value === chosen);
    select.replaceChildren(none, ...kept);
    const [only] = found;
    select.value = found.length === 1 && only !== undefined ? only.value : chosen;
    const words =
      found.length === 1 && only !== undefined
        ? say(filter.chosen, { choice: only.text })
        : sayCount(pageLanguage(), filter.found, found.length, {});
    status.textContent = field.value.trim() === '' ? '' : words;
  });
  // Enter leads on to the list: it would send the form.
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    select.focus();
  });
  const label = element('label', { htmlFor: id, className: 'hint' }, filter.label);
  select.before(element('div', { className: 'filter screen-only' }, label, field, status));
}

/** Lets the reader shorten the long lists of a form, such as that of countries. */
export function filterLists(form: HTMLFormElement, words: ScriptWords): void {
  for (const select of form.querySelectorAll('select')) {
    if (select.options.length > longList) addFilter(select, words);
  }
}
