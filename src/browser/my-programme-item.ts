import { say } from '../words/text.ts';
import type { Words } from '../words/words.ts';
import type { ListedSession } from './listed-session.ts';

function line(className: string, text: string): HTMLElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}

function timeLine({ start, end, hours, room }: ListedSession): HTMLElement {
  const element = line('session-time', start === undefined ? hours : '');
  if (start !== undefined) {
    const time = document.createElement('time');
    time.dateTime = new Date(start).toISOString();
    if (end !== undefined) time.dataset['end'] = new Date(end).toISOString();
    time.dataset['venueTime'] = '';
    time.textContent = hours;
    element.append(time);
  }
  if (room !== undefined) {
    const place = document.createElement('span');
    place.className = 'session-room';
    place.textContent = room;
    element.append(place);
  }
  return element;
}

/** A marked session as a list item, with its clashes and a button to unmark it. */
export function sessionItem(
  said: Words['my_programme']['said'],
  session: ListedSession,
  clashes: readonly ListedSession[],
  remove: ((session: ListedSession) => void) | undefined,
): HTMLElement {
  const item = document.createElement('li');
  const heading = document.createElement('h3');
  const link = document.createElement('a');
  item.className = 'session';
  item.toggleAttribute('data-cancelled', session.cancelled === true);
  heading.className = 'session-title';
  link.href = session.path;
  link.textContent = session.title;
  heading.append(link);
  item.append(timeLine(session), heading);
  if (session.cancelled) item.append(line('session-changes', said.cancelled));
  if (clashes.length > 0) {
    const titles = clashes.map(({ title }) => say(said.quoted, { title })).join(', ');
    item.append(line('session-clash', say(said.clash, { titles })));
  }
  if (remove !== undefined) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'unmark';
    button.textContent = said.remove;
    button.setAttribute('aria-label', say(said.remove_session, { title: session.title }));
    button.addEventListener('click', () => remove(session));
    item.append(button);
  }
  return item;
}
