import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { runFirst } from '../../src/registration/testing/running-host.fixture.ts';
import type { BuiltSite } from '../../src/registration/hosts/built-site.ts';
import { openStore } from '../../src/registration/store/databases/databases.ts';
import { nativeEncryptTo } from '../../src/registration/seal/native/native-age.ts';
import { sealTo } from '../../src/registration/seal/seal.ts';
import { startAction } from './astro-action.ts';
import type { BenchStore } from './bench-store.ts';
import { postRegistrations, type Load, type Taker } from './load.ts';
import { processorTime } from './processes.ts';
import { sealAndCommit } from './seal-and-commit.ts';

/** A contestant with a database of its own. */
export interface Contestant {
  /** Takes this many registrations from this many concurrent clients. */
  readonly take: (clients: number, amount: number) => Promise<Load>;
  /** Its processor time in milliseconds; `NaN` if the system does not tell. */
  readonly worked: () => Promise<number>;
  readonly end: () => Promise<void>;
}

/** Loops in this process that only seal and commit. */
export async function loopsOn(store: BenchStore, built: BuiltSite): Promise<Contestant> {
  const recipient = await identityToRecipient(await generateX25519Identity());
  const seal = sealTo([recipient], built.definition, nativeEncryptTo);
  const [, database] = await store.empty();
  const opened = await openStore(database, 'create');
  return {
    take: async (clients, amount) => ({
      seconds: await sealAndCommit(seal, opened, clients, amount),
      times: [],
      refused: 0,
    }),
    worked: () => processorTime(process.pid),
    end: () => opened.close(),
  };
}

/** The built host, with its counts. */
export interface Server extends Contestant {
  readonly taker: Taker;
  readonly process: string;
  /** How many registrations it has accepted, and how many are in its database. */
  readonly accepted: () => number;
  readonly stored: () => Promise<number>;
}

/** The built Node host in `folder`, behind a proxy that gives each guest's address. */
export async function serverOn(
  store: BenchStore,
  folder: string,
  { deployment }: BuiltSite,
): Promise<Server> {
  const [setting, database] = await store.empty();
  const host = await runFirst(folder, {
    environment: {
      REGISTRATION_RECIPIENTS: await identityToRecipient(await generateX25519Identity()),
      REGISTRATION_SECRET: randomBytes(32).toString('hex'),
      TRUSTED_PROXIES: '1',
      [setting]: database,
    },
  });
  const taker = {
    url: host.origin + new URL(deployment.endpoint).pathname,
    origin: new URL(deployment.site).origin,
    accepts: 201,
  };
  let accepted = 0;
  return {
    taker,
    process: `${host.child.pid}`,
    accepted: () => accepted,
    stored: () => store.stored(database),
    take: async (clients, amount) => {
      const load = await postRegistrations(taker, clients, amount);
      accepted += load.times.length;
      return load;
    },
    worked: () => processorTime(host.child.pid),
    end: async () => void (await host.stop()),
  };
}

/** The same form as an Astro Action, built in an empty folder. */
export async function actionIn(folder: string, { definition }: BuiltSite): Promise<Contestant> {
  const action = await startAction(folder, definition, join(folder, 'action.sqlite'));
  const taker = { url: action.url, origin: new URL(action.url).origin, accepts: 303 };
  return {
    take: (clients, amount) => postRegistrations(taker, clients, amount),
    worked: () => processorTime(action.process),
    end: action.stop,
  };
}
