import { endOf } from '../programme/overlap.ts';
import type { Words } from '../words/words.ts';

interface Timed {
  readonly item: HTMLElement;
  readonly start: number;
  readonly end: number;
}

const minute = 60_000;
/** How long before its start a session is announced, in milliseconds. */
const ahead = 60 * minute;

function timed(items: Iterable<HTMLElement>): Timed[] {
  return [...items].flatMap((item) => {
    const time = item.querySelector<HTMLTimeElement>('time[datetime]');
    if (time === null || 'cancelled' in item.dataset) return [];
    const start = Date.parse(time.dateTime);
    const end = Date.parse(time.dataset['end'] ?? '') || undefined;
    return [{ item, start, end: endOf({ start, end }) }];
  });
}

function entry({ item }: Timed): HTMLLIElement {
  const line = document.createElement('li');
  const title = item.querySelector('.session-title');
  const link = title?.querySelector('a');
  const words = document.createElement('span');
  const time = item.querySelector('time')?.textContent.trim() ?? '';
  const room = item.querySelector('.session-room')?.textContent.trim();
  words.textContent = [time, room].filter(Boolean).join(', ');
  line.append(link?.cloneNode(true) ?? title?.textContent.trim() ?? '', ' ', words);
  return line;
}

function list(name: string, items: readonly Timed[]): HTMLElement[] {
  if (items.length === 0) return [];
  const heading = document.createElement('h2');
  heading.textContent = name;
  const entries = document.createElement('ul');
  entries.append(...items.map(entry));
  return [heading, entries];
}

/**
 * Shows what is on now and what is next in `place`, by the reader's clock, and updates it every
 * minute.
 */
export function showNowAndNext(
  items: Iterable<HTMLElement>,
  place: HTMLElement,
  said: Words['marks'],
): void {
  const all = timed(items);
  let shown = '';
  const show = () => {
    const now = Date.now();
    const running = all.filter(({ start, end }) => start <= now && now < end);
    const coming = all.filter(({ start }) => start > now && start <= now + ahead);
    const first = Math.min(...coming.map(({ start }) => start));
    const next = coming.filter(({ start }) => start === first);
    for (const { item } of all)
      item.classList.toggle(
        'now',
        running.some((one) => one.item === item),
      );
    const parts = [...list(said.now, running), ...list(said.next, next)];
    const words = parts.map(({ textContent }) => textContent).join();
    if (words === shown) return;
    shown = words;
    place.replaceChildren(...parts);
    place.hidden = parts.length === 0;
  };
  show();
  setInterval(show, minute / 2);
}
