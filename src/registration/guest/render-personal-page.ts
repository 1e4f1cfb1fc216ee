import { problemStatus } from '../../delivery/problem.ts';
import { pathBelow, type Endpoint } from '../http/endpoint.ts';
import { markup, type Markup } from '../form/html.ts';
import { changeForm, refusedMarkup, type RefusedChange } from './render-change-form.ts';
import { momentWords, placesMarkup } from './render-places.ts';
import { placeWords } from '../places/places.ts';
import { pageReply } from '../http/replies.ts';
import { claimStatusWords } from '../record/claim-status.ts';
import { statesLeadingTo, stepWords, type State } from '../record/states.ts';
import type { Claim, HeldRegistration, HistoryEntry } from '../store/store.ts';
import { personalCodeField, wishField } from '../form/fields.ts';

/** The field that makes sure of what the guest asks for. */
export const sureField = 'sure';

/** How a guest can end their registration: the state that follows, and the words for it. */
export const endings = {
  withdraw: {
    wish: 'withdraw',
    to: 'withdrawn',
    title: 'Withdraw',
    sure: 'I withdraw this registration. The places it has go to others, and I cannot undo this.',
    button: 'Withdraw the registration',
  },
  delete: {
    wish: 'delete',
    to: 'deletion-asked',
    title: 'Ask for deletion',
    sure: 'I withdraw this registration and ask the organisers to delete everything in it.',
    button: 'Ask for deletion',
  },
} as const satisfies Record<
  string,
  { to: State } & Record<'wish' | 'title' | 'sure' | 'button', string>
>;

export type Ending = (typeof endings)[keyof typeof endings];

function codeForm(action: string): Markup {
  return markup`<p>Your personal code stands at the end of your personal link, after the sign #.</p>
<form class="registration" method="post" action="${action}">
<div class="question"><label for="${personalCodeField}">Personal code</label>
<p class="hint" id="${personalCodeField}-hint">As in 7K3Q-9M2D-0f1e… You can paste the whole link.</p>
<input id="${personalCodeField}" name="${personalCodeField}" type="text" required autocomplete="off" spellcheck="false" aria-describedby="${personalCodeField}-hint" data-own></div>
<button class="button" type="submit">Show the registration</button>
</form>
`;
}

/** The page that asks for the code. Reading it sends nothing: what stands after the `#` stays in the browser. */
export function personalEntryPage(endpoint: Endpoint): Promise<Response> {
  const action = pathBelow(endpoint, 'own');
  const { title } = endpoint.definition.own;
  return pageReply(endpoint, { title, content: () => codeForm(action), status: 200, script: true });
}

function endingForm(action: string, code: string, ending: Ending, missing: boolean): Markup {
  const { wish, title, sure, button } = ending;
  const id = `${sureField}-${wish}`;
  const error = missing
    ? markup`<p class="error-message" id="${id}-error"><span class="visually-hidden">Error:</span> Tick the box to make sure</p>`
    : undefined;
  return markup`<h2>${title}</h2>
<form class="registration" method="post" action="${action}">
<input type="hidden" name="${personalCodeField}" value="${code}"><input type="hidden" name="${wishField}" value="${wish}">
<div class="question">${error}
<div class="option"><input type="checkbox" id="${id}" name="${sureField}" value="yes" required${missing ? markup` aria-invalid="true" aria-describedby="${id}-error"` : undefined}><label for="${id}">${sure}</label></div></div>
<button class="button" type="submit">${button}</button>
</form>
`;
}

/** A registration as its guest sees it. */
export interface PersonalPage {
  readonly held: HeldRegistration;
  readonly history: readonly HistoryEntry[];
  readonly claims: readonly Claim[];
  readonly code: string;
  /** False where what was asked for could not be done any more. */
  readonly done: boolean;
  /** The ending that was asked for without making sure of it. */
  readonly unsure?: Ending | undefined;
  /** The change of choices that was refused. */
  readonly refused?: RefusedChange | undefined;
}

function changeWords(endpoint: Endpoint, entry: HistoryEntry): string {
  return 'place' in entry
    ? `${placeWords(endpoint, entry.place)}: ${claimStatusWords[entry.to]}`
    : stepWords(entry);
}

function statusOf({ unsure, done, refused }: PersonalPage): number {
  if (refused !== undefined) return problemStatus[refused.refusal.problem];
  if (unsure !== undefined) return 422;
  return done ? 200 : 409;
}

/** The guest's own registration: its state, its history, and what they can ask for. Nothing of its answers is in it. */
export async function personalPage(endpoint: Endpoint, own: PersonalPage): Promise<Response> {
  const { held, history, claims, code, unsure, refused } = own;
  const { definition } = endpoint;
  const action = pathBelow(endpoint, 'own');
  const changes = history.map(
    (entry) =>
      markup`<li>${momentWords(endpoint, entry.at)}: ${changeWords(endpoint, entry)}</li>\n`,
  );
  const open = Object.values(endings).filter(({ to }) => statesLeadingTo[to].includes(held.state));
  const change = await changeForm(endpoint, own, refused);
  return pageReply(endpoint, {
    title: definition.own.title,
    status: statusOf(own),
    content:
      () => markup`${refused && refusedMarkup(endpoint, refused)}<p class="reference">Reference <strong>${held.reference}</strong></p>
<p>${definition.own.states[held.state]}</p>
${placesMarkup(endpoint, claims, code)}<h2>History</h2>
<ul>
<li>${momentWords(endpoint, held.receivedAt)}: received</li>
${changes}</ul>
${change}${open.map((ending) => endingForm(action, code, ending, ending === unsure))}`,
  });
}
