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

/** The folder with PostgreSQL's programmes; undefined where there is none. */
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

/** Sees to it that there is a PostgreSQL: root on a system with apt gets Debian's. */
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

/** PostgreSQL refuses to run as root; somebody else who is on every system runs it then. */
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

/** Runs SQL on a database in a connection of its own and answers the rows of the last statement. */
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

/** A PostgreSQL of a test's own, with an empty folder of data and all that makes it durable. */
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
    // Where the tests end without their last words, the server ends with them.
    process.once('exit', () => this.#child?.kill('SIGQUIT'));
  }

  /** Makes a server and starts it; `settings` such as `deadlock_timeout=50ms` come on top of its own. */
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

  /** The folder with a folder of files for each database. */
  get tables(): string {
    return join(this.#folder, 'data/base');
  }

  /** The address of a database of this server. */
  url(database: string): string {
    return `postgres://${role}:${password}@127.0.0.1:${this.#port}/${database}`;
  }

  /** Makes an empty database and answers its address. */
  async emptyDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `registrations_${this.#databases}`;
    await query(this.url('postgres'), `CREATE DATABASE ${name}`);
    return this.url(name);
  }

  /** Starts it again after `stop` or `crash`, on the same port, and resolves once it answers. */
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

  /** Stops it as a system does that goes down: connections are cut off, everything is written. */
  stop(): Promise<void> {
    return this.#end('SIGINT');
  }

  /** Stops it as a crash does: nothing more is written, and the next start recovers from the log. */
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
