import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/sha';

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
 * Takes a challenge from the endpoint and solves it while the page goes on; answers what the form sends.
 * @throws Error where no challenge can be had or solved.
 */
export async function takeChallenge(action: string): Promise<string> {
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
