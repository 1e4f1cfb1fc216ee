import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { request as overHttp, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

const programs = { nginx: '/usr/sbin/nginx', caddy: '/usr/bin/caddy', apache: '/usr/sbin/apache2' };

/** A web server that Debian packages. */
export type WebServer = keyof typeof programs;

/** Whether a web server is installed. */
export const isInstalled = (server: WebServer): boolean => existsSync(programs[server]);

const guide = readFileSync('src/delivery/README.md', 'utf8');

/** The block in a language below a heading of the guide to static hosts. */
export function guideBlock(heading: string, language: string): string {
  const [, section = ''] = guide.split(`\n## ${heading}\n`);
  const [, block] = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'm').exec(section) ?? [];
  if (block === undefined) throw new Error(`The guide has no ${language} below "${heading}".`);
  return block;
}

/** A port that is free at the moment. */
export async function freePort(): Promise<number> {
  const socket = createServer().listen(0, 'localhost');
  await once(socket, 'listening');
  const address = socket.address();
  socket.close();
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

/** A folder that every user may read, as servers run without the rights of the tests. */
export async function publicFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'web-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Makes a certificate for `localhost`. Returns the paths of certificate and key. */
export function certificateIn(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'tls.pem'), join(folder, 'tls.key')];
  const subject = '-x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost';
  execFileSync('openssl', ['req', ...subject.split(' '), '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  return { certificate, key };
}

const configurations: Readonly<
  Record<WebServer, (folder: string, block: string) => readonly [text: string, ...string[]]>
> = {
  nginx: (folder, block) => {
    const user = process.getuid?.() === 0 ? 'user root;' : '';
    const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    );
    const http = `include /etc/nginx/mime.types; access_log off; ${paths.join(' ')}`;
    const text = `${user} daemon off; pid ${folder}/pid; error_log ${folder}/log; events {}\nhttp { ${http}\n${block}}\n`;
    return [text, '-p', folder, '-e', join(folder, 'log'), '-c', join(folder, 'configuration')];
  },
  caddy: (folder, block) => {
    const text = `{\n  admin off\n  auto_https off\n}\n${block}`;
    const file = join(folder, 'configuration');
    return [text, 'run', '--adapter', 'caddyfile', '--config', file];
  },
  apache: (folder, block) => {
    const named = 'mpm_event authz_core mime dir headers filter deflate'.split(' ');
    const modules = named.map(
      (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
    );
    const text = [
      ...modules,
      'User www-data',
      'Group www-data',
      'ServerName localhost',
      `PidFile ${folder}/pid`,
      `ErrorLog ${folder}/log`,
      'TypesConfig /etc/mime.types',
      block,
    ].join('\n');
    return [text, '-X', '-d', folder, '-f', join(folder, 'configuration')];
  },
};

/** A reply with its raw body. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Asks an address, trusting any certificate and following no redirect. */
export async function ask(
  address: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): Promise<Reply> {
  const send = address.startsWith('https:') ? overHttps : overHttp;
  const options: RequestOptions & { rejectUnauthorized: boolean } = {
    headers,
    method: body === undefined ? 'GET' : 'POST',
    rejectUnauthorized: false,
    agent: false,
  };
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const asked = send(address, options, (incoming) => {
    buffer(incoming).then(
      (whole) =>
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: whole }),
      reject,
    );
  });
  asked.on('error', reject);
  asked.end(body);
  return promise;
}

async function untilAnswering(address: string, isOver: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (isOver()) throw new Error('The web server has ended.');
    const answered = await ask(address).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Nothing answers at ${address}.`);
}

/**
 * Runs a web server with a block of its configuration until it answers at an address.
 * @returns what stops it
 */
export async function runWebServer(
  server: WebServer,
  block: string,
  address: string,
): Promise<() => Promise<void>> {
  const folder = await publicFolder();
  await mkdir(join(folder, 'home'));
  const [text, ...parameters] = configurations[server](folder, block);
  await writeFile(join(folder, 'configuration'), text);
  const environment = { HOME: join(folder, 'home'), PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
  const child = spawn(programs[server], parameters, { env: environment });
  const said: string[] = [];
  child.stderr.on('data', (words: Buffer) => said.push(words.toString()));
  const ended = once(child, 'exit');
  await untilAnswering(address, () => child.exitCode !== null).catch((cause: unknown) => {
    child.kill();
    throw new Error(`${server}: ${said.join('')}`, { cause });
  });
  return async () => {
    child.kill();
    await ended;
  };
}
