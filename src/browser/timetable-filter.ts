import { say } from '../words/text.ts';
import type { Words } from '../words/words.ts';

const mineName = 'mine';

interface Parts {
  /** The sessions, each with what it can be chosen by in `data-choices`. */
  readonly items: readonly HTMLElement[];
  /** What can be chosen, each with its name in `data-choice`: links to pages, and a button. */
  readonly options: readonly HTMLElement[];
  readonly all: HTMLElement | null;
  readonly status: HTMLElement | null;
}

const nameOf = ({ dataset }: HTMLElement) => dataset['choice'] ?? '';

/** The choices in an address, `?rooms=great-loft&mine` as `rooms/great-loft` and `mine`. */
function choicesIn(search: string): string[] {
  return Array.from(new URLSearchParams(search), ([facet, slug]) =>
    slug === '' ? facet : `${facet}/${slug}`,
  );
}

function addressOf(choices: ReadonlySet<string>): string {
  const query = Array.from(choices, (choice) => choice.replace('/', '=')).join('&');
  return `${location.pathname}${query === '' ? '' : `?${query}`}${location.hash}`;
}

/** One choice a facet: another one of the same takes its place, and the same one ends it. */
function toggled(choices: ReadonlySet<string>, choice: string): Set<string> {
  const [facet] = choice.split('/');
  const others = [...choices].filter((other) => other.split('/')[0] !== facet);
  return new Set(choices.has(choice) ? others : [...others, choice]);
}

/** Marks an option as chosen or not: a button is pressed, a link is the current one. */
function markOption(option: HTMLElement, chosen: boolean): void {
  if (option instanceof HTMLButtonElement) option.setAttribute('aria-pressed', String(chosen));
  else if (chosen) option.setAttribute('aria-current', 'true');
  else option.removeAttribute('aria-current');
}

/**
 * Filters the timetable by what the address says and the reader chooses. `isMine` says whether a
 * session is marked. Returns what applies the filter again when marks have changed.
 */
export function offerFilter(
  { items, options, all, status }: Parts,
  isMine: (id: string) => boolean,
  said: Pick<Words['marks'], 'shown'>,
  onChange: (filtered: boolean) => void,
): () => void {
  const offered = new Set(options.map(nameOf));
  let choices = new Set(choicesIn(location.search).filter((choice) => offered.has(choice)));
  const fits = ({ dataset }: HTMLElement) => {
    const own = new Set(dataset['choices']?.split(' '));
    if (isMine(dataset['session'] ?? '')) own.add(mineName);
    return [...choices].every((choice) => own.has(choice));
  };
  const show = () => {
    const filtered = choices.size > 0;
    const shown = items.filter((item) =>
      item.toggleAttribute('data-shown', filtered && fits(item)),
    );
    document.documentElement.toggleAttribute('data-filtered', filtered);
    const chosen = options.filter((option) => choices.has(nameOf(option)));
    for (const option of options) markOption(option, chosen.includes(option));
    const names = chosen.map(({ textContent }) => textContent.trim()).join(', ');
    const counts = { shown: `${shown.length}`, total: `${items.length}`, choices: names };
    if (status !== null) status.textContent = filtered ? say(said.shown, counts) : '';
    onChange(filtered);
  };
  const choose = (next: Set<string>) => {
    choices = next;
    history.replaceState(null, '', addressOf(choices));
    show();
  };
  for (const option of options) {
    option.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      choose(toggled(choices, nameOf(option)));
    });
  }
  all?.addEventListener('click', () => {
    choose(new Set());
    // The button is gone now.
    options.at(-1)?.focus();
  });
  show();
  return show;
}
