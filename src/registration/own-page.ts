import { dateAt, dateInWords, timeAt } from '../event/dates.ts';
import { zoneLabel } from '../event/session-words.ts';
import { pathBelow, type Endpoint } from './endpoint.ts';
import { markup, type Markup } from './markup.ts';
import { pageReply } from './replies.ts';
import { before, stateWords, type State } from './states.ts';
import type { HeldRegistration, HistoryEntry } from './store.ts';

/** The field that carries the guest's own code. */
export const codeField = 'code';
/** The field that says what the guest asks for, and the one that makes sure of it. */
export const wishField = 'wish';
export const sureField = 'sure';

/** What a guest can ask for: the state that follows, and the words for it. */
export const wishes = {
  withdraw: {
    to: 'withdrawn',
    title: 'Withdraw',
    sure: 'I withdraw this registration. The places it has go to others, and I cannot undo this.',
    button: 'Withdraw the registration',
  },
  delete: {
    to: 'deletion-asked',
    title: 'Ask for deletion',
    sure: 'I withdraw this registration and ask the organisers to delete everything in it.',
    button: 'Ask for deletion',
  },
} as const satisfies Record<string, { to: State } & Record<'title' | 'sure' | 'button', string>>;

export type Wish = keyof typeof wishes;

function codeForm(action: string): Markup {
  return markup`<p>Your personal code stands at the end of your personal link, after the sign #.</p>
<form class="registration" method="post" action="${action}">
<div class="question"><label for="${codeField}">Personal code</label>
<p class="hint" id="${codeField}-hint">As in 7K3Q-9M2D-0f1e… You can paste the whole link.</p>
<input id="${codeField}" name="${codeField}" type="text" required autocomplete="off" spellcheck="false" aria-describedby="${codeField}-hint" data-own></div>
<button class="button" type="submit">Show the registration</button>
</form>
`;
}

/** The page that asks for the code. Reading it sends nothing: what stands after the `#` stays in the browser. */
export function ownEntryPage(endpoint: Endpoint): Promise<Response> {
  const action = pathBelow(endpoint, 'own');
  const { title } = endpoint.definition.own;
  return pageReply(endpoint, { title, content: () => codeForm(action), status: 200, script: true });
}

function wishForm(action: string, code: string, wish: Wish, missing: boolean): Markup {
  const { title, sure, button } = wishes[wish];
  const id = `${sureField}-${wish}`;
  const error = missing
    ? markup`<p class="error-message" id="${id}-error"><span class="visually-hidden">Error:</span> Tick the box to make sure</p>`
    : undefined;
  return markup`<h2>${title}</h2>
<form class="registration" method="post" action="${action}">
<input type="hidden" name="${codeField}" value="${code}"><input type="hidden" name="${wishField}" value="${wish}">
<div class="question">${error}
<div class="option"><input type="checkbox" id="${id}" name="${sureField}" value="yes" required${missing ? markup` aria-invalid="true" aria-describedby="${id}-error"` : undefined}><label for="${id}">${sure}</label></div></div>
<button class="button" type="submit">${button}</button>
</form>
`;
}

/** A registration as its guest sees it. */
export interface Own {
  readonly held: HeldRegistration;
  readonly history: readonly HistoryEntry[];
  readonly code: string;
  /** The wish that was sent without making sure of it. */
  readonly unsure?: Wish | undefined;
}

/** The guest's own registration: what became of it, and what they can ask for. Nothing of its answers is in it. */
export function ownPage(
  endpoint: Endpoint,
  { held, history, code, unsure }: Own,
): Promise<Response> {
  const { event, definition } = endpoint;
  const action = pathBelow(endpoint, 'own');
  const when = (at: string): string => {
    const moment = Date.parse(at);
    const { zone } = event;
    return `${dateInWords(dateAt(zone, moment))}, ${timeAt(zone, moment)}, ${zoneLabel(event)}`;
  };
  const open = (Object.keys(wishes) as Wish[]).filter((wish) =>
    before[wishes[wish].to].includes(held.state),
  );
  return pageReply(endpoint, {
    title: definition.own.title,
    status: unsure === undefined ? 200 : 422,
    content: () => markup`<p class="reference">Reference <strong>${held.reference}</strong></p>
<p>${definition.own.states[held.state]}</p>
<h2>What became of it</h2>
<ul>
<li>${when(held.receivedAt)}: received</li>
${history.map(({ at, to }) => markup`<li>${when(at)}: ${stateWords[to]}</li>\n`)}</ul>
${open.map((wish) => wishForm(action, code, wish, wish === unsure))}`,
  });
}
