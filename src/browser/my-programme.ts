import { fragmentOf, idsIn, type Mark, MarkedSessions } from './marked-sessions.ts';
import { sessionItem } from './my-programme-item.ts';
import { mergeCalendars } from './merge-calendars.ts';
import { pageLanguage, pageWords } from './page-words.ts';
import { say, sayCount } from '../words/text.ts';
import type { Words } from '../words/words.ts';
import { clashesOf } from './session-clashes.ts';
import { addLocalTimes } from './local-times.ts';
import type { ListedSession } from './listed-session.ts';

type Said = Words['my_programme']['said'];

interface Parts {
  readonly list: HTMLElement;
  readonly said: HTMLElement;
  readonly shared: HTMLElement;
  readonly tools: HTMLElement;
  readonly address: HTMLInputElement;
}

function inDays(sessions: readonly ListedSession[]): Map<string, ListedSession[]> {
  const days = new Map<string, ListedSession[]>();
  for (const session of sessions) {
    const day = days.get(session.dayInWords);
    if (day === undefined) days.set(session.dayInWords, [session]);
    else day.push(session);
  }
  return days;
}

function save(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The wait before a failed fetch is retried once, in milliseconds. */
const pause = 1000;

/** Fetches a file of the site. One broken connection, as on a train, does no harm. */
async function fetched(path: string): Promise<Response> {
  const answer = await fetch(path).catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, pause));
    return fetch(path);
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

async function textOf(path: string): Promise<string> {
  return (await fetched(path)).text();
}

class MinePage {
  readonly #marks: MarkedSessions;
  readonly #sessions: readonly ListedSession[];
  readonly #parts: Parts;
  readonly #said: Said;
  /** The sessions in the address, if they are not the reader's own. */
  #brought: readonly ListedSession[] | undefined;

  constructor(marks: MarkedSessions, sessions: readonly ListedSession[], parts: Parts, said: Said) {
    this.#marks = marks;
    this.#sessions = sessions;
    this.#parts = parts;
    this.#said = said;
  }

  #listed(): ListedSession[] {
    const brought = this.#brought;
    if (brought !== undefined) return [...brought];
    return this.#sessions.filter(({ id }) => this.#marks.has(id));
  }

  /** Names the marked sessions that no longer exist, and forgets them. */
  dropGone(): void {
    const known = new Set(this.#sessions.map(({ id }) => id));
    const gone = this.#marks.all.filter(({ id }) => !known.has(id));
    if (gone.length === 0) return;
    this.#marks.replace(this.#marks.all.filter(({ id }) => known.has(id)));
    const titles = gone.map(({ title }) => title).join('; ');
    this.say(say(this.#said.gone, { titles }));
  }

  say(words: string): void {
    const line = document.createElement('p');
    line.textContent = words;
    this.#parts.said.append(line);
  }

  /** Shows the choice in the address, if it is not the reader's own. */
  readAddress(): void {
    const ids = idsIn(location.hash);
    this.#brought = undefined;
    if (ids === undefined) return;
    const wanted = new Set(ids);
    const found = this.#sessions.filter(({ id }) => wanted.has(id));
    const own = this.#marks.all;
    if (own.length === found.length && found.every(({ id }) => this.#marks.has(id))) return;
    this.#brought = found;
    const missing = wanted.size - found.length;
    if (missing > 0) this.say(sayCount(pageLanguage(), this.#said.missing, missing, {}));
  }

  /** Adds the choice in the address to the reader's marks. */
  take(): void {
    const brought = this.#brought ?? [];
    const added = brought.filter(({ id }) => !this.#marks.has(id));
    this.#marks.replace([
      ...this.#marks.all,
      ...added.map(({ id, title }): Mark => ({ id, title })),
    ]);
    this.#brought = undefined;
    history.replaceState(null, '', location.pathname);
    this.show();
  }

  async download(): Promise<void> {
    const paths = this.#listed().flatMap(({ calendar }) => calendar ?? []);
    try {
      save(mergeCalendars(await Promise.all(paths.map(textOf))), 'my-programme.ics');
    } catch {
      this.say(this.#said.calendar_failed);
    }
  }

  show(): void {
    const { list, shared, tools, address } = this.#parts;
    const sessions = this.#listed();
    const days = [...inDays(sessions)].flatMap(([name, ofDay]) => {
      const heading = document.createElement('h2');
      heading.textContent = name;
      const items = document.createElement('ol');
      items.className = 'sessions';
      const remove = (session: ListedSession) => {
        this.#marks.set({ id: session.id, title: session.title }, false);
        this.show();
        list.querySelector<HTMLElement>('button')?.focus();
      };
      items.append(
        ...ofDay.map((session) =>
          sessionItem(
            this.#said,
            session,
            clashesOf(session, sessions),
            this.#brought ? undefined : remove,
          ),
        ),
      );
      return [heading, items];
    });
    const empty = document.createElement('p');
    empty.textContent = this.#said.empty;
    list.replaceChildren(...(days.length === 0 ? [empty] : days));
    shared.hidden = this.#brought === undefined;
    tools.hidden = sessions.length === 0;
    address.value = location.origin + location.pathname + fragmentOf(sessions.map(({ id }) => id));
    const zone = document.querySelector<HTMLElement>('[data-zone]')?.dataset['zone'] ?? '';
    addLocalTimes(list, zone, this.#said.your_time);
  }
}

function part<Type extends HTMLElement>(name: string, type: new () => Type): Type {
  const found = document.querySelector(`[data-mine-${name}]`);
  if (!(found instanceof type)) throw new Error(`The page lacks its ${name}`);
  return found;
}

function onClick(name: string, react: () => unknown): void {
  part(name, HTMLElement).addEventListener('click', () => void react());
}

async function open(root: HTMLElement): Promise<void> {
  const { sessions: file = '', event = '' } = root.dataset;
  const sessions: readonly ListedSession[] = await (await fetched(file)).json();
  const marks = new MarkedSessions(event);
  const address = part('address', HTMLInputElement);
  const said = pageWords(root, 'mine');
  const parts = {
    list: part('list', HTMLElement),
    said: part('said', HTMLElement),
    shared: part('shared', HTMLElement),
    tools: part('tools', HTMLElement),
    address,
  };
  const page = new MinePage(marks, sessions, parts, said);
  const read = () => {
    page.readAddress();
    page.show();
  };
  onClick('take', () => page.take());
  onClick('download', () => page.download());
  onClick('print', () => print());
  onClick('copy', async () => {
    address.select();
    await navigator.clipboard.writeText(address.value);
    page.say(said.copied);
  });
  if (!marks.kept) page.say(said.not_kept);
  page.dropGone();
  read();
  marks.onElsewhere(() => page.show());
  addEventListener('hashchange', read);
}

const root = document.querySelector<HTMLElement>('[data-mine-page]');
if (root !== null) {
  open(root).catch(() => {
    root.querySelector<HTMLElement>('[data-mine-failure]')?.removeAttribute('hidden');
  });
}
