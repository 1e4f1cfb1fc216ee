import { pageWords } from '../../browser/page-words.ts';
import { say } from '../../words/text.ts';
import { openField, soonestMs, stepField } from '../form/fields.ts';
import { checkView, type CheckedAnswer } from './check-view.ts';
import { filterLists } from './filter-list.ts';
import { followBehalf, keepName, takeCode } from './fill-form.ts';
import { showPlaces } from './show-places.ts';
import { markFields, summaryOf } from './error-summary.ts';
import { answersIn, keyOf, send, type Failure, type Reply } from './send-form.ts';
import { sendSolved } from './solve-challenge.ts';

type FormWords = ReturnType<typeof pageWords<'form'>>;

/**
 * Sends the form without leaving the page: first to have it checked, then, once the guest has read
 * all answers again, to register. If this script fails to load, the browser sends the form itself.
 */
class RegistrationForm {
  readonly #form: HTMLFormElement;
  readonly #words: FormWords;
  readonly #title = document.title;
  /** All answers once more, while they stand in the place of the form. */
  #view: HTMLElement | undefined;
  /** The field that the way back from the answers leads to. */
  #field: string | undefined;
  #busy = false;

  constructor(form: HTMLFormElement, words: FormWords) {
    this.#form = form;
    this.#words = words;
  }

  /** Takes over the form's submit and the browser's way back. */
  listen(): void {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#check();
    });
    // The browser's way back leads from the answers to the form, not off the page.
    addEventListener('popstate', () => {
      if (this.#view !== undefined) this.#showForm();
    });
    // A page from the browser's cache is shown as it was left, with the button disabled.
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.#setBusy(false);
    });
  }

  /** Has the answers checked, and shows them again. */
  async #check(): Promise<void> {
    if (this.#busy) return;
    this.#begin(this.#words.check.checking);
    const body = this.#body();
    body.append(stepField, 'check');
    const words = { ...this.#words, lost: this.#words.check.lost };
    const reply = await send(words, this.#action, body.toString());
    if ('checked' in reply) this.#showAnswers(reply.checked);
    else this.#answer(reply, () => this.#check());
  }

  async #register(): Promise<void> {
    if (this.#busy) return;
    this.#begin(this.#words.sending);
    // The form as it is now: an answer may have been corrected before the retry.
    const key = keyOf(answersIn(this.#form).toString());
    const body = this.#body().toString();
    const reply =
      'challenge' in this.#form.dataset
        ? await sendSolved(this.#action, body, (to, sent) => send(this.#words, to, sent, key))
        : await send(this.#words, this.#action, body, key);
    this.#answer(reply, () => this.#register());
  }

  get #action(): string {
    return this.#form.getAttribute('action') ?? '';
  }

  /** The answers, and how long the form was open. */
  #body(): URLSearchParams {
    const body = answersIn(this.#form);
    body.append(openField, String(Math.round(Math.max(performance.now(), soonestMs))));
    return body;
  }

  /** Follows a reply; `again` does what the guest tried once more. */
  #answer(reply: Reply, again: () => Promise<void>): void {
    if ('received' in reply) {
      keepName(this.#form, reply.received);
      location.assign(reply.received);
    } else if ('sentences' in reply) {
      if (reply.errors.length > 0 && this.#view !== undefined) this.#showForm();
      this.#showFailure(reply, again);
    } else {
      // The endpoint answers a plain post with the current form or its waiting list, filled in.
      HTMLFormElement.prototype.submit.call(this.#form);
    }
  }

  #begin(status: string): void {
    this.#setBusy(true, status);
    document.querySelector('.error-summary')?.remove();
  }

  #setBusy(now: boolean, status = ''): void {
    this.#busy = now;
    // A disabled button would lose the focus, and the reader their position.
    this.#button?.setAttribute('aria-disabled', String(now));
    this.#shown.querySelector('[role="status"]')?.replaceChildren(status);
  }

  /** What stands on the page now: the answers, or the form. */
  get #shown(): HTMLElement {
    return this.#view ?? this.#form;
  }

  get #button(): HTMLElement | null {
    return this.#shown.querySelector<HTMLElement>('button.button');
  }

  #showAnswers(answers: readonly CheckedAnswer[]): void {
    this.#setBusy(false);
    markFields(this.#form, this.#words, []);
    this.#view = checkView(this.#form, this.#words, answers, {
      send: () => void this.#register(),
      change: (field) => {
        this.#field = field;
        history.back();
      },
    });
    this.#form.hidden = true;
    this.#form.after(this.#view);
    history.pushState(null, '');
    document.title = `${this.#words.check.title} · ${this.#title}`;
    this.#view.querySelector('h2')?.focus();
  }

  #showForm(): void {
    this.#setBusy(false);
    document.querySelector('.error-summary')?.remove();
    this.#view?.remove();
    this.#view = undefined;
    this.#form.hidden = false;
    document.title = this.#title;
    const field = this.#field === undefined ? null : document.getElementById(this.#field);
    this.#field = undefined;
    (field ?? this.#button)?.focus();
  }

  #showFailure(failure: Failure, again: () => Promise<void>): void {
    this.#setBusy(false);
    markFields(this.#form, this.#words, failure.errors);
    const summary = summaryOf(this.#words, failure, () => {
      // The pressed button disappears with the summary.
      this.#button?.focus();
      void again();
    });
    document.querySelector('main')?.prepend(summary);
    document.title = say(this.#words.title, { title: this.#title });
    summary.focus();
  }
}

const form = document.querySelector('form[data-registration]');
if (form instanceof HTMLFormElement) {
  const words = pageWords(form, 'form');
  new RegistrationForm(form, words).listen();
  takeCode(form);
  followBehalf(form);
  filterLists(form, words);
  void showPlaces(form, words);
}
