import { createChallenge, randomInt, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/sha';
import * as z from 'zod/mini';
import { endpointAddress, type Endpoint } from '../http/endpoint.ts';
import { asksForChallenge, formVersion } from '../form/questions.ts';
import { Refusal } from '../record/refusal.ts';
import type { Fields } from '../form/submission.ts';
import { challengeField } from '../form/fields.ts';

// ALTCHA's challenges (https://altcha.org): a hash whose number a browser finds by trying.

/** How long a challenge is valid, in milliseconds. */
const lasting = 5 * 60 * 1000;
/** How often a browser has to try: up to a second's work, or some seconds on an old phone. */
const tries = { least: 15_000, most: 30_000 } as const;

const solvedSchema = z.strictObject({
  challenge: z.strictObject({
    parameters: z.strictObject({
      algorithm: z.string(),
      cost: z.number(),
      data: z.strictObject({ form: z.string(), until: z.number() }),
      keyLength: z.number(),
      keyPrefix: z.string(),
      nonce: z.string(),
      salt: z.string(),
    }),
    signature: z.string(),
  }),
  solution: z.strictObject({
    counter: z.number(),
    derivedKey: z.string(),
    time: z.exactOptional(z.number()),
  }),
});

/** The form that a challenge is for: its version, and its address. */
async function formOf(endpoint: Endpoint): Promise<string> {
  return `${await formVersion(endpoint.definition)} ${endpointAddress(endpoint).href}`;
}

function signatureSecret({ hash }: Endpoint): Promise<string> {
  return hash('challenge', 'signature');
}

/** A new challenge for the form. Nothing is stored until it comes back solved. */
export async function newChallenge(endpoint: Endpoint): Promise<Challenge> {
  return createChallenge({
    algorithm: 'SHA-256',
    cost: 1,
    counter: randomInt(tries.most, tries.least),
    deriveKey,
    hmacSignatureSecret: await signatureSecret(endpoint),
    // ALTCHA's own `expiresAt` uses the machine's clock. This uses the endpoint's.
    data: { form: await formOf(endpoint), until: endpoint.now() + lasting },
  });
}

/** The solved challenge that was sent; undefined if there is none, or it is unreadable. */
function solvedIn(fields: Fields): z.infer<typeof solvedSchema> | undefined {
  const text = fields.get(challengeField);
  if (typeof text !== 'string') return undefined;
  try {
    return solvedSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * The store's keyed hash for the solved challenge of a registration; undefined if the form asks for
 * none.
 * @throws Refusal `challenge-failed` if it is missing, unsolved, expired or for another form.
 */
export async function solvedChallenge(
  endpoint: Endpoint,
  fields: Fields,
): Promise<string | undefined> {
  const { definition, hash, now } = endpoint;
  if (!asksForChallenge(definition)) return undefined;
  const solved = solvedIn(fields);
  if (solved === undefined) throw new Refusal('challenge-failed');
  const { form, until } = solved.challenge.parameters.data;
  const hmacSignatureSecret = await signatureSecret(endpoint);
  const { verified } = await verifySolution({ ...solved, deriveKey, hmacSignatureSecret });
  if (!verified || form !== (await formOf(endpoint)) || now() >= until) {
    throw new Refusal('challenge-failed');
  }
  return hash('spent challenge', solved.challenge.signature);
}
