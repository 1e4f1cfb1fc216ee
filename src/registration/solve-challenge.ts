import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/sha';

const challengeField = 'solved-challenge';
const patience = 30_000;
/** Milliseconds after which the page gets its turn: about a frame. */
const longestTurn = 16;

/** Lets the page do what waits. A timer would be slowed down to one a second in a tab that is not seen. */
function pageTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(undefined);
  });
}

/**
 * Takes a challenge from the endpoint and solves it while the page goes on; answers both as the form sends them.
 * @throws Error where no challenge can be had or solved.
 */
async function takeChallenge(action: string): Promise<string> {
  const response = await fetch(`${action.replace(/\/$/, '')}/challenge`, {
    credentials: 'omit',
    signal: AbortSignal.timeout(patience),
  });
  const challenge: Challenge = await response.json();
  let begun = performance.now();
  const solution = await solveChallenge({
    challenge,
    async deriveKey(...given) {
      if (performance.now() - begun > longestTurn) {
        await pageTurn();
        begun = performance.now();
      }
      return deriveKey(...given);
    },
  });
  return JSON.stringify({ challenge, solution });
}

/** Adds a solved challenge; where none can be had, the endpoint answers what to do. */
async function withChallenge(action: string, body: string): Promise<string> {
  const fields = new URLSearchParams(body);
  try {
    fields.set(challengeField, await takeChallenge(action));
  } catch {
    return body;
  }
  return fields.toString();
}

/**
 * Sends a form with a solved challenge, and once more with another where that one is not taken. Answers what
 * was sent at last beside the reply: sent again, it keeps its challenge.
 */
export async function sendSolved<Reply extends object>(
  action: string,
  body: string,
  send: (action: string, body: string) => Promise<Reply>,
): Promise<readonly [Reply, string]> {
  const has = new URLSearchParams(body).has(challengeField);
  const first = has ? body : await withChallenge(action, body);
  const reply = await send(action, first);
  if (!('unsolved' in reply) || reply.unsolved !== true) return [reply, first];
  const second = await withChallenge(action, body);
  return [await send(action, second), second];
}
