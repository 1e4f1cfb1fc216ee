import { createChallenge, randomInt, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/sha';
import * as z from 'zod/mini';
import { endpointAddress, type Endpoint } from '../http/endpoint.ts';
import { asksForChallenge, formVersion } from '../form/questions.ts';
import { Refusal } from '../record/refusal.ts';
import type { Fields } from '../form/submission.ts';
import { challengeField } from '../form/fields.ts';

// The challenges of ALTCHA (https://altcha.org), which name a hash that a browser finds by trying.

/** Milliseconds for which a challenge is taken. */
const lasting = 5 * 60 * 1000;
/** How often a browser has to try: up to a second's work, and some seconds on an old telephone. */
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

/** The form that a challenge is for: its version, and where it is sent. */
async function formOf(endpoint: Endpoint): Promise<string> {
  return `${await formVersion(endpoint.definition)} ${endpointAddress(endpoint).href}`;
}

function signatureSecret({ hash }: Endpoint): Promise<string> {
  return hash('challenge', 'signature');
}

/** A new challenge for the form. Nothing is kept of it until it comes back solved. */
export async function newChallenge(endpoint: Endpoint): Promise<Challenge> {
  return createChallenge({
    algorithm: 'SHA-256',
    cost: 1,
    counter: randomInt(tries.most, tries.least),
    deriveKey,
    hmacSignatureSecret: await signatureSecret(endpoint),
    // ALTCHA's own `expiresAt` asks the machine's clock, and this the endpoint's.
    data: { form: await formOf(endpoint), until: endpoint.now() + lasting },
  });
}

/** The solved challenge that was sent; undefined where there is none that can be read. */
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
 * The keyed hash by which the store knows the solved challenge that came with a registration; undefined
 * where the form asks for none.
 * @throws Refusal `challenge-failed` where it is missing, not solved, over or another form's.
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
