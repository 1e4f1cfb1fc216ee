import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { parse } from 'yaml';
import { deploymentFrom } from '../../delivery/deployment.ts';
import { eventSchema } from '../../event/event.ts';
import { englishWords } from '../../words/read-words.ts';
import { registrationApp } from '../app.ts';
import { definitionSchema } from '../form/definition.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { renderForm } from '../form/render-form.ts';
import { keyedHash } from '../hosts/process/keyed-hash.ts';
import { mailTemplates } from '../mail/templates.ts';
import { formVersion } from '../form/questions.ts';
import type { OpenedRecord } from '../record/record.ts';
import { openWith, sealTo } from '../seal/seal.ts';
import type { Store } from '../store/store.ts';
import { openSqlite } from '../store/sqlite/sqlite.ts';

async function content(name: string): Promise<unknown> {
  return parse(await readFile(new URL(`../../../content/${name}`, import.meta.url), 'utf8'));
}

/** The shipped form. */
export const definition = definitionSchema.parse(await content('registration.yaml'));
/** The shipped event. */
export const event = eventSchema.parse(await content('event.yaml'));
/** The product's mails. */
export const mails = mailTemplates(englishWords());

/** The version of the shipped form. */
export const version = await formVersion(definition);

/** Where the samples are: site and endpoint on one origin, or each on its own. */
export const together = deploymentFrom({ SITE_URL: 'https://example.org/' });
export const elsewhere = deploymentFrom({
  SITE_URL: 'https://example.org/event/',
  REGISTRATION_URL: 'https://register.example.net/api/register',
});

/** A page as the site builds it, with parts that a reply must not keep. */
export const builtPage = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>Register · RFTF</title>
<style>@font-face { src: url(/f.woff2) } main { color: red }</style>
<link rel="canonical" href="https://example.org/register/"><link rel="icon" href="/favicon.svg">
<meta property="og:title" content="a > b"><script type="application/ld+json">{}</script></head>
<body><header><a href="/venue/">Venue</a><a href="#content">Skip</a></header><main id="content">
<h1>Register</h1><p>Prose</p>${renderForm(definition, { action: '/api/register', version, words: englishWords(), link: (page) => page })}
</main><script type="module" src="/_astro/client.js"></script></body></html>`;

/** Answers that the shipped form accepts. */
export const answers = {
  behalf: 'myself',
  name: 'Ada Lovelace',
  organisation: 'Analytical Society',
  position: 'Analyst',
  field: 'research',
  country: 'GB',
  email: 'ada@example.org',
  telephone: '+31 70 123 45 67',
  field_visit: 'yes',
  needs: 'No nuts',
  needs_consent: 'yes',
  notice: 'yes',
} as const;

/** An endpoint with its own store. */
export interface Sample {
  readonly endpoint: Endpoint;
  readonly store: Store;
  readonly log: string[];
  /** The organisers' private key. */
  readonly identity: string;
  /** The folder of the store's files. */
  readonly folder: string;
  /**
   * Sends a request to the endpoint's app, always from one address. `changes` apply to this request
   * only.
   */
  send(request: Request, changes?: Partial<Endpoint>): Promise<Response>;
  /** Every registration, opened. */
  records(): Promise<OpenedRecord[]>;
  clear(): Promise<void>;
}

/** Opens a sample endpoint on a SQLite file in its own folder. */
export async function openSample(changes: Partial<Endpoint> = {}): Promise<Sample> {
  const folder = await mkdtemp(join(tmpdir(), 'endpoint-'));
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const store = openSqlite(join(folder, 'registrations.sqlite'), 'create');
  const log: string[] = [];
  const endpoint: Endpoint = {
    deployment: together,
    event,
    words: englishWords(),
    definition,
    offeredSessions: {},
    page: async () => builtPage,
    store,
    seal: sealTo([recipient], definition),
    hash: keyedHash('a secret for the tests, of 32 characters'),
    origins: ['https://example.org'],
    now: () => Date.UTC(2026, 10, 1),
    report: (line) => log.push(line),
    ...changes,
  };
  return {
    endpoint,
    store,
    log,
    identity,
    folder,
    send: async (request, also = {}) =>
      registrationApp({ ...endpoint, ...also }).fetch(request, { client: '192.0.2.1' }),
    records: async () => Promise.all((await store.list()).map(openWith([identity]))),
    async clear() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Node requires this beside a stream as a body. The DOM's types do not have it. */
export const streamed = { duplex: 'half' };

type Values = Readonly<Record<string, unknown>>;
type Fields = Readonly<Record<string, string>>;

/** A form's post as a browser sends it. `body` replaces the fields. */
export function formPost(fields: Values, headers: Fields = {}, body?: BodyInit): Request {
  const entries = Object.entries({ 'form-version': version, 'leave-empty': '', ...fields });
  const encoded = entries.map((pair) =>
    pair.map((part) => encodeURIComponent(String(part))).join('='),
  );
  return new Request('https://example.org/api/register', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'text/html,application/xhtml+xml',
      Origin: 'https://example.org',
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
    body: body ?? encoded.join('&'),
    ...streamed,
  });
}

/** A program's post in JSON. `body` replaces the values. */
export function jsonPost(values: Values, headers: Fields = {}, body?: BodyInit): Request {
  return new Request('https://example.org/api/register', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: body ?? JSON.stringify(values),
    ...streamed,
  });
}
