import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { extname, join } from 'node:path';
import process from 'node:process';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.atom': 'application/atom+xml',
  '.webmanifest': 'application/manifest+json',
};

/** A port that is free at the moment. */
export async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, '127.0.0.1');
  await new Promise((done) => socket.once('listening', done));
  const address = socket.address();
  await new Promise((done) => socket.close(done));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

/**
 * A static host without rules of its own: files below `base`, `index.html` for a folder, and
 * `404.html` for the rest. Like some hosts, it sends no security headers.
 */
export async function serveStatic(site: string, base: string, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    let file = path.startsWith(base) ? join(site, decodeURIComponent(path.slice(base.length))) : '';
    if (file !== '' && existsSync(file) && statSync(file).isDirectory())
      file = join(file, 'index.html');
    const found = file !== '' && existsSync(file);
    const sent = found ? file : join(site, '404.html');
    response.writeHead(found ? 200 : 404, {
      'Content-Type': types[extname(sent)] ?? 'application/octet-stream',
    });
    response.end(readFileSync(sent));
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return server;
}

/** The built Node host, run as by `npm start`. Resolves once it prints its address. */
export async function startHost(
  root: string,
  environment: Record<string, string>,
  log: (text: string) => void,
): Promise<ChildProcess> {
  const host = spawn(process.execPath, ['dist/endpoint/node/serve.mjs', '--demonstration'], {
    cwd: root,
    env: { ...process.env, ...environment },
  });
  await new Promise<void>((done, fail) => {
    const read = (chunk: Buffer) => {
      log(chunk.toString());
      if (chunk.toString().includes('http://')) done();
    };
    host.stdout.on('data', read);
    host.stderr.on('data', read);
    host.once('exit', (code) => fail(new Error(`The host ended with ${code}.`)));
  });
  return host;
}
