import type { Words } from '../../words/words.ts';
import type { CheckedAnswer } from './check-view.ts';
import { soonestMs } from '../form/fields.ts';
import { says } from '../form/says.ts';

/** What the endpoint says about one answer. */
export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** The words of the form's script. */
export type ScriptWords = Words['form']['script'];

/** What to show above the form. `retry` offers to send it again. */
export interface Failure {
  readonly sentences: readonly string[];
  readonly errors: readonly FieldError[];
  readonly retry: boolean;
  /** Whether the endpoint rejected the solved challenge. */
  readonly unsolved?: boolean;
}

/** A reply of the endpoint: the acknowledgement's address, the answers again, or what is wrong. */
export type Reply =
  | { readonly received: string }
  | { readonly checked: readonly CheckedAnswer[] }
  | { readonly stale: true }
  | Failure;

const patience = 30_000;
const retryStatuses = new Set([408, 429, 500, 502, 503, 504]);

function lost(words: ScriptWords): Failure {
  return { sentences: [words.lost, words.kept], errors: [], retry: true };
}

/** A text in a value by its key; empty if there is none. */
export function textOf(value: unknown, key: string): string {
  if (typeof value !== 'object' || value === null) return '';
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'string' ? found : '';
}

function listOf(value: object, key: string): unknown[] {
  const found: unknown = Reflect.get(value, key);
  return Array.isArray(found) ? found : [];
}

function errorsOf(problem: object): FieldError[] {
  return listOf(problem, 'errors').map((one) => ({
    field: textOf(one, 'field'),
    detail: textOf(one, 'detail'),
  }));
}

function answersOf(reply: object): CheckedAnswer[] {
  return listOf(reply, 'checked').map((one) => ({
    field: textOf(one, 'field'),
    question: textOf(one, 'question'),
    answer: textOf(one, 'answer'),
  }));
}

function readReply(words: ScriptWords, status: number, body: unknown): Reply {
  const received = textOf(body, 'received');
  if (status === 201 && received !== '') return { received };
  if (typeof body !== 'object' || body === null) return lost(words);
  if (status === 200 && 'checked' in body) return { checked: answersOf(body) };
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
export function keyOf(answers: string): string {
  if (keyed.answers !== answers) keyed = { answers, key: randomKey() };
  return keyed.key;
}

/**
 * Posts a form, and reads the reply. It waits until a person could have filled the form in.
 * @param key the Idempotency-Key of a registration
 */
export async function send(
  words: ScriptWords,
  action: string,
  body: string,
  key?: string,
): Promise<Reply> {
  await new Promise((done) => setTimeout(done, soonestMs - performance.now()));
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        ...(key !== undefined && { 'Idempotency-Key': `"${key}"` }),
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

/** What is filled in in a form now. */
export function answersIn(form: HTMLFormElement): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') body.append(name, value);
  }
  return body;
}
