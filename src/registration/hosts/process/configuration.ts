import type { Definition } from '../../form/definition.ts';
import type { KeyedHash } from '../../record/keyed-hash.ts';
import { nativeEncryptTo } from '../../seal/native/native-age.ts';
import { sealTo } from '../../seal/seal.ts';
import { checkSecret } from '../check-secret.ts';
import { recipientsFrom, secretFrom, type Environment } from '../environment.ts';
import { databases, openStore } from '../../store/databases/databases.ts';
import {
  demonstrate,
  demonstrationHash,
  localDatabase,
  type SealedStore,
} from './demonstration.ts';
import { keyedHash } from './keyed-hash.ts';

/** Where the host listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** The options of the command line. */
export interface Start {
  /** Makes all that a first start needs, keys included, and trusts this machine's own addresses. */
  readonly demonstration: boolean;
}

/**
 * Reads where to listen from `PORT` (4321) and `HOST` (`localhost`).
 * @throws Error with one sentence if the port is invalid.
 */
export function addressFrom(environment: Environment): Address {
  const port = environment['PORT'] || '4321';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Error('PORT is not a port. Write a number from 0 to 65535, such as 4321.');
  }
  return { host: environment['HOST'] || 'localhost', port: Number(port) };
}

/**
 * The hash of the endpoint on a database, keyed with `REGISTRATION_SECRET` or with a
 * demonstration's own secret.
 * @throws Error with one sentence if there is no secret.
 */
export async function hashFrom(environment: Environment, database: string): Promise<KeyedHash> {
  const demonstration = database === localDatabase && !environment['REGISTRATION_SECRET'];
  return demonstration ? demonstrationHash() : keyedHash(secretFrom(environment));
}

/**
 * The database: the address in `DATABASE_URL`, the path in `REGISTRATION_DATABASE`, or else
 * `.data/registrations.sqlite`.
 * @throws Error with one sentence, which quotes no address, if they are invalid.
 */
export function databaseFrom(environment: Environment): string {
  const address = environment['DATABASE_URL'] || undefined;
  if (address !== undefined && environment['REGISTRATION_DATABASE']) {
    throw new Error('DATABASE_URL and REGISTRATION_DATABASE are both set. Keep one of them.');
  }
  const servers = databases.filter(({ isServer }) => isServer);
  if (address !== undefined && !servers.some(({ isAddress }) => isAddress(address))) {
    const names = servers.map(({ name }) => name).join(' or ');
    const examples = servers.map(({ example }) => example).join(' or ');
    throw new Error(
      `DATABASE_URL is not the address of a ${names} database. Write one such as ${examples}.`,
    );
  }
  return address ?? (environment['REGISTRATION_DATABASE'] || localDatabase);
}

/**
 * Opens the store with its keys: a demonstration's own, or those of `REGISTRATION_RECIPIENTS` and
 * `REGISTRATION_SECRET`.
 * @throws Error with one sentence if one is missing or invalid.
 */
export async function keepingFrom(
  environment: Environment,
  start: Start,
  definition: Definition,
  report: (line: string) => void,
): Promise<SealedStore> {
  const database = databaseFrom(environment);
  if (start.demonstration) return demonstrate(database, definition, report);
  const seal = sealTo(recipientsFrom(environment), definition, nativeEncryptTo);
  const hash = keyedHash(secretFrom(environment));
  // A database that is missing or empty may be one that was lost, so none is made here.
  const store = await openStore(database, 'write');
  try {
    await checkSecret(store, hash);
  } catch (cause) {
    await store.close();
    throw cause;
  }
  return { store, seal, hash };
}
