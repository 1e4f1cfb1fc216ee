import { pageWords } from '../../browser/page-words.ts';
import { say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import { invitationCodeField, openField } from '../form/fields.ts';
import { says } from '../form/says.ts';
import { sendSolved } from './solve-challenge.ts';

/** What the endpoint says of one answer. */
interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** What the form says once it is sent. */
type ScriptWords = Words['form']['script'];

/** What to show above the form; `retry` offers to send the form again. */
interface Failure {
  readonly sentences: readonly string[];
  readonly errors: readonly FieldError[];
  readonly retry: boolean;
  /** Whether the endpoint did not take the solved challenge. */
  readonly unsolved?: boolean;
}

/** A reply of the endpoint: where the acknowledgement stands, or what is wrong. */
type Reply = { readonly received: string } | { readonly stale: true } | Failure;

const patience = 30_000;
/** Milliseconds after which a form that is sent is taken for a person's; who is quicker waits them out. */
const soonest = 2000;
const retryStatuses = new Set([408, 429, 500, 502, 503, 504]);

function lost(words: ScriptWords): Failure {
  return { sentences: [words.lost, words.kept], errors: [], retry: true };
}

function textOf(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : '';
}

function errorsOf(problem: object): FieldError[] {
  const errors: unknown = Reflect.get(problem, 'errors');
  return Array.isArray(errors)
    ? errors.map((one) => ({ field: textOf(one, 'field'), detail: textOf(one, 'detail') }))
    : [];
}

function readReply(words: ScriptWords, status: number, body: unknown): Reply {
  const received = textOf(body, 'received');
  if (status === 201 && received !== '') return { received };
  if (typeof body !== 'object' || body === null) return lost(words);
  if (textOf(body, 'type').endsWith('/stale-form/')) return { stale: true };
  // The endpoint's own page asks what is to be asked then.
  if (textOf(body, 'waiting_list') + textOf(body, 'replace') !== '') return { stale: true };
  const errors = errorsOf(body);
  const detail = textOf(body, 'detail');
  const sentences = [detail, says(detail, words.nothing_saved) ? '' : words.nothing_saved];
  const unsolved = textOf(body, 'type').endsWith('/challenge-failed/');
  return {
    sentences: sentences.filter(Boolean),
    errors,
    retry: retryStatuses.has(status),
    unsolved,
  };
}

/** 128 random bits; `randomUUID` is missing where a page came without encryption. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The key of the answers that were sent last: the same answers are one registration, others are another. */
let keyed = { answers: '', key: '' };

/** What the endpoint knows the same answers by when they are sent again (the header Idempotency-Key). */
function keyOf(answers: string): string {
  if (keyed.answers !== answers) keyed = { answers, key: randomKey() };
  return keyed.key;
}

async function send(words: ScriptWords, action: string, body: string, key: string): Promise<Reply> {
  await new Promise((done) => setTimeout(done, soonest - performance.now()));
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        'Idempotency-Key': `"${key}"`,
      },
      body,
      credentials: 'omit',
      signal: AbortSignal.timeout(patience),
    });
    return readReply(words, response.status, await response.json());
  } catch {
    return lost(words);
  }
}

function answersIn(form: HTMLFormElement): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') body.append(name, value);
  }
  return body;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Puts each error beside its field, in the place that the page has for it, and clears the others. */
function markFields(
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
    // Radio buttons and groups have no aria-invalid: their legend's description says it.
    const control = question.matches('fieldset') ? null : document.getElementById(name);
    control?.removeAttribute('aria-invalid');
    if (detail === undefined) continue;
    place?.append(element('span', { className: 'visually-hidden' }, words.error), ` ${detail}`);
    control?.setAttribute('aria-invalid', 'true');
  }
}

function summaryOf(
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

/**
 * Says beside each limited choice whether it has a place, where the endpoint answers; without an answer
 * the form works as it is, and a choice stays open to be chosen: a place may be given back.
 */
async function showPlaces(form: HTMLFormElement, words: ScriptWords): Promise<void> {
  const limited = [...form.querySelectorAll<HTMLElement>('[data-place]')];
  if (limited.length === 0) return;
  const address = `${(form.getAttribute('action') ?? '').replace(/\/$/, '')}/places`;
  try {
    const response = await fetch(address, { credentials: 'omit' });
    const places: unknown = response.ok ? await response.json() : undefined;
    for (const place of limited) {
      const found = textOf(places, place.dataset['place'] ?? '');
      if (found === 'full') place.textContent = words.full;
      if (found === 'available') place.textContent = words.available;
    }
  } catch {
    // Whoever sends the form learns it from the answer.
  }
}

/**
 * Takes the code of an invitation from behind the `#` of the address into its field. A code in the rest of
 * the address was sent to the server: there it is left alone, with a warning.
 */
function takeCode(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>(`#${invitationCodeField}`);
  if (field === null) return;
  const code = /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}/i;
  document
    .getElementById(`${field.id}-warning`)
    ?.toggleAttribute('hidden', !code.test(location.search));
  const [found] = code.exec(location.hash) ?? [];
  if (found === undefined) return;
  field.value = found;
  history.replaceState(null, '', location.pathname + location.search);
}

/** Sends the form in place; without this, or where it fails to load, the browser sends it itself. */
function enhance(form: HTMLFormElement, words: ScriptWords): void {
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  const status = form.querySelector('[role="status"]');
  const { title } = document;
  let busy = false;

  function setBusy(now: boolean): void {
    busy = now;
    // A disabled button would lose the focus, and with it the reader's place.
    button?.setAttribute('aria-disabled', String(now));
    status?.replaceChildren(now ? words.sending : '');
  }

  function show(failure: Failure): void {
    setBusy(false);
    markFields(form, words, failure.errors);
    const summary = summaryOf(words, failure, () => {
      // The button that was pressed goes away with the summary.
      button?.focus();
      void submit();
    });
    document.querySelector('main')?.prepend(summary);
    document.title = say(words.title, { title });
    summary.focus();
  }

  async function submit(): Promise<void> {
    if (busy) return;
    setBusy(true);
    document.querySelector('.error-summary')?.remove();
    const action = form.getAttribute('action') ?? '';
    // The form as it is now: whoever tries again may have corrected an answer meanwhile.
    const body = answersIn(form);
    const key = keyOf(body.toString());
    body.append(openField, String(Math.round(Math.max(performance.now(), soonest))));
    const reply =
      'challenge' in form.dataset
        ? await sendSolved(action, body.toString(), (to, solved) => send(words, to, solved, key))
        : await send(words, action, body.toString(), key);
    if ('received' in reply) location.assign(reply.received);
    // The endpoint answers a plain post with the form as it is now, or with its waiting list, and what was typed.
    else if ('stale' in reply) HTMLFormElement.prototype.submit.call(form);
    else show(reply);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  // A page that the browser kept is shown as it was left: with the button guarded.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) setBusy(false);
  });
}

const form = document.querySelector('form[data-registration]');
if (form instanceof HTMLFormElement) {
  const words = pageWords(form, 'form');
  enhance(form, words);
  takeCode(form);
  void showPlaces(form, words);
}
