import { fragmentOf, MarkedSessions } from './marked-sessions.ts';
import { showNowAndNext } from './now-and-next.ts';
import { pageLanguage, pageWords } from './page-words.ts';
import { say, sayCount } from '../words/text.ts';
import type { Words } from '../words/words.ts';
import { addLocalTimes } from './local-times.ts';
import { offerFilter } from './timetable-filter.ts';
import { offerViews } from './timetable-view.ts';

type Marks = Words['marks'];

function markButton(said: Marks, title: string, named: boolean): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'mark';
  if (named) button.textContent = said.mark;
  button.title = said.mark;
  button.setAttribute('aria-label', say(said.mark_session, { title }));
  return button;
}

function titleOf(item: HTMLElement): string {
  const heading = item.querySelector('.session-title') ?? document.querySelector('h1');
  return heading?.textContent.trim() ?? '';
}

/** Gives every session a button that marks it. Returns what updates the buttons. */
function offerMarks(
  items: readonly HTMLElement[],
  marks: MarkedSessions,
  said: Marks,
  changed: () => void,
): () => void {
  const buttons = items.map((item) => {
    const mark = { id: item.dataset['session'] ?? '', title: titleOf(item) };
    const button = markButton(said, mark.title, !item.classList.contains('session'));
    button.addEventListener('click', () => {
      marks.set(mark, !marks.has(mark.id));
      changed();
    });
    item.append(button);
    return { button, item, id: mark.id };
  });
  return () => {
    for (const { button, item, id } of buttons) {
      button.setAttribute('aria-pressed', String(marks.has(id)));
      item.toggleAttribute('data-marked', marks.has(id));
    }
  };
}

/** Says how many sessions are marked, and whether the browser keeps them. */
function tellMarks(status: HTMLElement, marks: MarkedSessions, said: Marks): () => void {
  return () => {
    const { length } = marks.all;
    const marked = sayCount(pageLanguage(), said.marked, length, {});
    const parts = marks.kept ? [marked] : [marked, said.not_kept];
    status.textContent = length === 0 ? '' : parts.join(' ');
  };
}

/** Lets the reader filter the timetable, and see it as a grid or a list. */
function offerTimetable(
  root: HTMLElement,
  items: readonly HTMLElement[],
  marks: MarkedSessions,
  said: Marks,
): () => void {
  const showList = offerViews(root.querySelectorAll<HTMLAnchorElement>('a[data-view-link]'));
  const options = [...root.querySelectorAll<HTMLElement>('[data-choice]')];
  const all = root.querySelector<HTMLElement>('.show-all');
  const status = root.querySelector<HTMLElement>('[data-shown]');
  const parts = { items, options, all, status };
  return offerFilter(parts, (id) => marks.has(id), said, showList);
}

function start(root: HTMLElement): void {
  const { event = '', zone = '' } = root.dataset;
  const said = pageWords(root, 'marks');
  const marks = new MarkedSessions(event);
  const items = [...document.querySelectorAll<HTMLElement>('[data-session]')];
  const status = root.querySelector<HTMLElement>('[data-marks]');
  const mine = [...document.querySelectorAll<HTMLAnchorElement>('a[data-mine]')];
  const updates: (() => void)[] = [];
  const update = () => {
    for (const each of updates) each();
  };
  updates.push(offerMarks(items, marks, said, update));
  if (status !== null) {
    updates.push(tellMarks(status, marks, said), offerTimetable(root, items, marks, said));
  }
  if (!marks.kept) {
    updates.push(() => {
      for (const link of mine) link.hash = fragmentOf(marks.all.map(({ id }) => id));
    });
  }
  update();
  marks.onElsewhere(update);
  addLocalTimes(document, zone, said.your_time);
  const now = document.querySelector<HTMLElement>('[data-now-and-next]');
  if (now !== null) showNowAndNext(document.querySelectorAll<HTMLElement>('.session'), now, said);
}

const root = document.querySelector<HTMLElement>('[data-programme]');
if (root !== null) start(root);
