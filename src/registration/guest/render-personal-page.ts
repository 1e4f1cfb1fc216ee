import { problemStatus } from '../../delivery/problem.ts';
import { pathBelow, type Endpoint } from '../http/endpoint.ts';
import { guestWords } from '../form/guest-words.ts';
import { markup, type Markup } from '../form/question/html.ts';
import { answersForm, refusedMarkup, type RefusedAnswers } from './render-answers-form.ts';
import { said, strong } from './said.ts';
import { momentWords, placesMarkup } from './render-places.ts';
import { placeWords } from '../places/places.ts';
import { pageReply } from '../http/replies.ts';
import { statesLeadingTo, type State } from '../record/states.ts';
import type { Claim, HeldRegistration, HistoryEntry } from '../store/store.ts';
import { say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import { personalCodeField, wishField } from '../form/fields.ts';

/** The field that confirms what the guest asks for. */
export const sureField = 'sure';

/** What a guest can ask for, and the state that follows. */
export const wishes = {
  withdraw: { to: 'withdrawn' },
  delete: { to: 'deletion-asked' },
} as const satisfies Record<string, { to: State }>;

export type Wish = keyof typeof wishes;

function codeForm(action: string, words: Words['guest']['code']): Markup {
  return markup`<p>${words.where}</p>
<form class="registration" method="post" action="${action}">
<div class="question"><label for="${personalCodeField}">${words.label}</label>
<p class="hint" id="${personalCodeField}-hint">${words.hint}</p>
<input id="${personalCodeField}" name="${personalCodeField}" type="text" required autocomplete="off" spellcheck="false" aria-describedby="${personalCodeField}-hint" data-own></div>
<button class="button" type="submit">${words.show}</button>
</form>
`;
}

/**
 * The page that asks for the code. Opening it sends nothing: what is after the `#` stays in the
 * browser.
 */
export function personalEntryPage(endpoint: Endpoint): Promise<Response> {
  const action = pathBelow(endpoint, 'own');
  const title = guestWords(endpoint.definition, endpoint.words).ownTitle;
  const content = () => codeForm(action, endpoint.words.guest.code);
  return pageReply(endpoint, { title, content, status: 200, script: true });
}

function wishForm(endpoint: Endpoint, code: string, wish: Wish, missing: boolean): Markup {
  const words = endpoint.words.guest;
  const { title, sure, button } = words[wish];
  const action = pathBelow(endpoint, 'own');
  const id = `${sureField}-${wish}`;
  const error = missing
    ? markup`<p class="error-message" id="${id}-error"><span class="visually-hidden">${words.error}</span> ${words.make_sure}</p>`
    : undefined;
  return markup`<h2>${title}</h2>
<form class="registration" method="post" action="${action}">
<input type="hidden" name="${personalCodeField}" value="${code}"><input type="hidden" name="${wishField}" value="${wish}">
<div class="question">${error}
<div class="option"><input type="checkbox" id="${id}" name="${sureField}" value="yes" required${missing ? markup` aria-invalid="true" aria-describedby="${id}-error"` : undefined}><label for="${id}">${sure}</label></div></div>
<button class="button destructive" type="submit">${button}</button>
</form>
`;
}

/** A registration as its guest sees it. */
export interface PersonalPage {
  readonly held: HeldRegistration;
  readonly history: readonly HistoryEntry[];
  readonly claims: readonly Claim[];
  readonly code: string;
  /** False if what was asked for was no longer possible. */
  readonly done: boolean;
  /** The wish that was sent without its confirmation. */
  readonly unsure?: Wish | undefined;
  /** The limited choice about which a form was sent without a wish. */
  readonly unsurePlace?: string | undefined;
  /** The new answers that were refused. */
  readonly refused?: RefusedAnswers | undefined;
}

function changeWords(endpoint: Endpoint, entry: HistoryEntry): string {
  const { history, places } = endpoint.words.guest;
  if ('place' in entry) {
    const choice = placeWords(endpoint, entry.place);
    return say(history.place, { choice, status: places[entry.to] });
  }
  return entry.from === entry.to ? history.answers_changed : history[entry.to];
}

function historyItem(endpoint: Endpoint, at: string, change: string): Markup {
  const values = { moment: momentWords(endpoint, at), change };
  return markup`<li>${say(endpoint.words.guest.history.entry, values)}</li>\n`;
}

function statusOf({ unsure, unsurePlace, done, refused }: PersonalPage): number {
  if (refused !== undefined) return problemStatus[refused.refusal.problem];
  if (unsure !== undefined || unsurePlace !== undefined) return 422;
  return done ? 200 : 409;
}

/** The guest's own registration: its state, and what they can ask for. It shows no answers. */
export async function personalPage(endpoint: Endpoint, own: PersonalPage): Promise<Response> {
  const { held, history, claims, code, unsure, refused } = own;
  const { definition, words } = endpoint;
  const { ownTitle, states } = guestWords(definition, words);
  const reference = say(words.guest.reference, { reference: held.reference });
  const changes = history.map((entry) =>
    historyItem(endpoint, entry.at, changeWords(endpoint, entry)),
  );
  const open = (Object.keys(wishes) as Wish[]).filter((wish) =>
    statesLeadingTo[wishes[wish].to].includes(held.state),
  );
  const change = await answersForm(endpoint, own, refused);
  return pageReply(endpoint, {
    title: ownTitle,
    status: statusOf(own),
    content:
      () => markup`${refused && refusedMarkup(endpoint, refused)}<p class="reference">${said(reference, { strong })}</p>
<p>${states[held.state]}</p>
${placesMarkup(endpoint, claims, code, own.unsurePlace)}<h2>${words.guest.history.title}</h2>
<ul>
${historyItem(endpoint, held.receivedAt, words.guest.history.received)}${changes}</ul>
${change}${open.map((wish) => wishForm(endpoint, code, wish, wish === unsure))}`,
  });
}
