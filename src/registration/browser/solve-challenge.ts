import { challengeField } from '../form/fields.ts';

const patience = 30_000;

/**
 * Fetches a challenge from the endpoint and solves it. Returns both in the form's format.
 * @throws if the endpoint or the browser fails.
 */
async function takeChallenge(action: string): Promise<string> {
  const address = `${action.replace(/\/$/, '')}/challenge`;
  const signal = AbortSignal.timeout(patience);
  const response = await fetch(address, { credentials: 'omit', signal });
  const challenge: unknown = await response.json();
  const worker = new Worker(new URL('./challenge-worker.ts', import.meta.url), { type: 'module' });
  try {
    const solution = await new Promise<unknown>((resolve, reject) => {
      worker.addEventListener('message', ({ data }) => resolve(data));
      worker.addEventListener('error', reject);
      worker.postMessage(challenge, []);
    });
    return JSON.stringify({ challenge, solution });
  } finally {
    worker.terminate();
  }
}

/** Adds a solved challenge. If there is none, the endpoint says what to do. */
async function withChallenge(action: string, body: string): Promise<string> {
  const fields = new URLSearchParams(body);
  try {
    fields.set(challengeField, await takeChallenge(action));
  } catch {
    return body;
  }
  return fields.toString();
}

/** Sends a form with a solved challenge. If it is rejected, tries once more with another. */
export async function sendSolved<Reply extends object>(
  action: string,
  body: string,
  send: (action: string, body: string) => Promise<Reply>,
): Promise<Reply> {
  const reply = await send(action, await withChallenge(action, body));
  if (!('unsolved' in reply) || reply.unsolved !== true) return reply;
  return send(action, await withChallenge(action, body));
}
