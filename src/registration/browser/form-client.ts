import { pageWords } from '../../browser/page-words.ts';
import { say } from '../../words/text.ts';
import type { Words } from '../../words/words.ts';
import { invitationCodeField, openField, soonestMs } from '../form/fields.ts';
import { says } from '../form/says.ts';
import { sendSolved } from './solve-challenge.ts';

/** What the endpoint says about one answer. */
interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** The words of the form's script. */
type ScriptWords = Words['form']['script'];

/** What to show above the form. `retry` offers to send it again. */
interface Failure {
  readonly sentences: readonly string[];
  readonly errors: readonly FieldError[];
  readonly retry: boolean;
  /** Whether the endpoint rejected the solved challenge. */
  readonly unsolved?: boolean;
}

/** A reply of the endpoint: the acknowledgement's address, or what is wrong. */
type Reply = { readonly received: string } | { readonly stale: true } | Failure;

const patience = 30_000;
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
  // Only the endpoint's own page can ask the guest about this.
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

/** 128 random bits. `randomUUID` is missing on a page without HTTPS. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The key of the last answers sent. The same answers are the same registration. */
let keyed = { answers: '', key: '' };

/** The header Idempotency-Key, by which the endpoint knows the same answers again. */
function keyOf(answers: string): string {
  if (keyed.answers !== answers) keyed = { answers, key: randomKey() };
  return keyed.key;
}

async function send(words: ScriptWords, action: string, body: string, key: string): Promise<Reply> {
  await new Promise((done) => setTimeout(done, soonestMs - performance.now()));
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

/** Puts each error in its place beside the field, and clears the others. */
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
    // Radio buttons and groups have no aria-invalid. Their legend's description says it.
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
 * Says beside each limited choice whether it has places left. Without a reply, the form works as it
 * is. A full choice stays enabled, because a place may become free.
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
    // The guest learns it when they send the form.
  }
}

/**
 * Moves an invitation code from behind the address's `#` into its field. A code elsewhere in the
 * address has been sent to the server, so it stays there and a warning is shown.
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

/**
 * Sends the form without leaving the page. If this script fails to load, the browser sends the form
 * itself.
 */
function enhance(form: HTMLFormElement, words: ScriptWords): void {
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  const status = form.querySelector('[role="status"]');
  const { title } = document;
  let busy = false;

  function setBusy(now: boolean): void {
    busy = now;
    // A disabled button would lose the focus, and the reader their position.
    button?.setAttribute('aria-disabled', String(now));
    status?.replaceChildren(now ? words.sending : '');
  }

  function show(failure: Failure): void {
    setBusy(false);
    markFields(form, words, failure.errors);
    const summary = summaryOf(words, failure, () => {
      // The pressed button disappears with the summary.
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
    // The form as it is now: an answer may have been corrected before the retry.
    const body = answersIn(form);
    const key = keyOf(body.toString());
    body.append(openField, String(Math.round(Math.max(performance.now(), soonestMs))));
    const reply =
      'challenge' in form.dataset
        ? await sendSolved(action, body.toString(), (to, solved) => send(words, to, solved, key))
        : await send(words, action, body.toString(), key);
    if ('received' in reply) location.assign(reply.received);
    // The endpoint answers a plain post with the current form or its waiting list, filled in.
    else if ('stale' in reply) HTMLFormElement.prototype.submit.call(form);
    else show(reply);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  // A page from the browser's cache is shown as it was left, with the button disabled.
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
