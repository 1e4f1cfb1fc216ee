import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

const role = 'registrar';
const password = 'made-up-password';
const isRoot = process.getuid?.() === 0;

/** The folder with PostgreSQL's programs; undefined if there is none. */
function programmes(): string | undefined {
  const debian = globSync('/usr/lib/postgresql/*/bin').toSorted().toReversed();
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...debian];
  return folders.find((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))),
  );
}

/** Whether PostgreSQL is installed. */
export function hasPostgres(): boolean {
  return programmes() !== undefined;
}

/** Makes sure that PostgreSQL is installed. As root, on a system with apt, it installs Debian's. */
function ensurePostgres(): string {
  const found = programmes();
  if (found !== undefined) return found;
  const sentence =
    'The tests of the PostgreSQL store need PostgreSQL: install it (on Debian ' +
    '`apt-get install postgresql`), with `initdb` and `postgres` on the PATH.';
  if (!isRoot || !existsSync('/usr/bin/apt-get')) throw new Error(sentence);
  console.log('There is no PostgreSQL yet; installing Debian’s takes a minute or two.');
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch (cause) {
    throw new Error(sentence, { cause });
  }
  const installed = programmes();
  if (installed === undefined) throw new Error(sentence);
  return installed;
}

/** PostgreSQL refuses to run as root. A user that exists on every system runs it instead. */
function runner(): { uid?: number; gid?: number } {
  if (!isRoot) return {};
  const [uid, gid] = ['-u', '-g'].map((option) =>
    Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' })),
  );
  return uid === undefined || gid === undefined ? {} : { uid, gid };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Runs SQL on a database in a separate connection, and returns the rows of the last statement. */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const results = [await client.query(sql)].flat();
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

/** A PostgreSQL server for a test, with an empty data folder and every durable setting. */
export class PostgresServer {
  readonly #programmes: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #runner = runner();
  readonly #settings: readonly string[];
  #child: ChildProcess | undefined;
  #databases = 0;

  private constructor(folder: string, port: number, settings: readonly string[]) {
    this.#programmes = ensurePostgres();
    this.#folder = folder;
    this.#port = port;
    this.#settings = settings;
    // If the tests end abruptly, the server ends with them.
    process.once('exit', () => this.#child?.kill('SIGQUIT'));
  }

  /**
   * Creates and starts a server. `settings` such as `deadlock_timeout=50ms` are added to its own.
   */
  static async start(...settings: string[]): Promise<PostgresServer> {
    const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
    const server = new PostgresServer(folder, await freePort(), settings);
    try {
      await server.#initialise();
      await server.resume();
    } catch (cause) {
      await server.clear();
      throw cause;
    }
    return server;
  }

  /** The folder that holds a folder of files for each database. */
  get tables(): string {
    return join(this.#folder, 'data/base');
  }

  /** The address of a database on this server. */
  url(database: string): string {
    return `postgres://${role}:${password}@127.0.0.1:${this.#port}/${database}`;
  }

  /** Makes an empty database and returns its address. */
  async emptyDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `registrations_${this.#databases}`;
    await query(this.url('postgres'), `CREATE DATABASE ${name}`);
    return this.url(name);
  }

  /**
   * Starts the server again after `stop` or `crash`, on the same port. Resolves once it answers.
   */
  async resume(): Promise<void> {
    const settings = [`port=${this.#port}`, 'unix_socket_directories=', ...this.#settings];
    const options = settings.flatMap((setting) => ['-c', setting]);
    const data = join(this.#folder, 'data');
    const child = spawn(join(this.#programmes, 'postgres'), ['-D', data, ...options], {
      ...this.#runner,
      stdio: 'ignore',
      cwd: this.#folder,
    });
    this.#child = child;
    while (child.exitCode === null) {
      const answers = await query(this.url('postgres'), 'SELECT 1').catch(() => []);
      if (answers.length > 0) return;
      await wait(50);
    }
    throw new Error('PostgreSQL does not start.');
  }

  /** Stops the server as a shutdown does: connections are cut off, and everything is written. */
  stop(): Promise<void> {
    return this.#end('SIGINT');
  }

  /**
   * Stops the server as a crash does: nothing more is written, and the next start recovers from the
   * log.
   */
  crash(): Promise<void> {
    return this.#end('SIGQUIT');
  }

  /** Stops the server and deletes its folder. */
  async clear(): Promise<void> {
    await this.crash();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #initialise(): Promise<void> {
    const passwordFile = join(this.#folder, 'password');
    await writeFile(passwordFile, password);
    const { uid, gid } = this.#runner;
    if (uid !== undefined && gid !== undefined) {
      for (const path of [this.#folder, passwordFile]) chownSync(path, uid, gid);
    }
    const parameters = ['-D', join(this.#folder, 'data'), '-U', role, '--pwfile', passwordFile];
    execFileSync(
      join(this.#programmes, 'initdb'),
      [...parameters, '--auth=scram-sha-256', '--encoding=UTF8', '--no-sync'],
      { ...this.#runner, cwd: this.#folder, stdio: 'ignore' },
    );
  }
}
