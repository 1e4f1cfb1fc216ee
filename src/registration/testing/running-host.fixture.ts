import { createHash } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { deploymentFrom } from '../../delivery/deployment.ts';
import { bundleEndpoint } from '../../integrations/endpoint-bundle.ts';
import { writeEndpoint } from '../../integrations/endpoint-files.ts';
import { styleHashes } from '../../integrations/security-headers.ts';

const page = (title: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>` +
  `<style>a{color:red}</style></head><body><main><h1>${title}</h1></main></body></html>`;

/** Makes a folder with a small site and the endpoint that a build writes beside it. */
export async function buildSample(environment: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'host-'));
  const site = join(folder, 'dist/site');
  await mkdir(join(site, 'register'), { recursive: true });
  await writeFile(join(site, 'index.html'), page('Home'));
  await writeFile(join(site, '404.html'), page('Not here'));
  await writeFile(join(site, 'register/index.html'), page('Register'));
  await cp('content', join(folder, 'content'), { recursive: true });
  const endpoint = join(folder, 'dist/endpoint');
  const hashes = styleHashes(page('Home'));
  const deployment = deploymentFrom(environment);
  const deployed = { ...deployment, endpoint: deployment.endpoint ?? '' };
  const folders = { content: 'content', site, endpoint };
  await writeEndpoint(await bundleEndpoint(), deployed, folders, hashes);
  return folder;
}

/** A host in a separate process. */
export interface RunningHost {
  readonly child: ChildProcess;
  /** What it printed on starting. */
  readonly greeting: string;
  /** `http://localhost:PORT`. */
  readonly origin: string;
  /** Stops it as a service manager does. Returns its exit code and all that it printed. */
  readonly stop: () => Promise<{ code: number | null; output: string }>;
}

interface Run {
  readonly environment?: Readonly<Record<string, string>>;
  /** The working directory of the process. The default is the build's folder. */
  readonly current?: string;
  /** The host's folder. The default is `node`. */
  readonly host?: string;
  /** The program that runs it, with its options. The default is this Node. */
  readonly programme?: readonly [path: string, ...options: string[]];
}

/** Runs a program with its arguments until it exits. */
export function runProgramme([path = '', ...parameters]: readonly string[], run: Run) {
  const child = spawn(path, parameters, {
    cwd: run.current,
    // Only the settings that a test names, and none of the machine's own.
    env: { PORT: '0', ...run.environment },
  });
  const output = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = once(child, 'exit').then(async () => ({
    code: child.exitCode,
    output: (await output).join(''),
  }));
  return { child, ended };
}

/** Runs a host by its program and arguments, and waits until it is listening. */
export async function runListening(command: readonly string[], run: Run): Promise<RunningHost> {
  const { child, ended } = runProgramme(command, run);
  let greeting = '';
  child.stdout.on('data', (printed: Buffer) => (greeting += printed.toString()));
  while (!/http:\S+\n/.test(greeting)) {
    const over = await Promise.race([ended, once(child.stdout, 'data').then(() => undefined)]);
    if (over !== undefined) throw new Error(over.output);
  }
  return {
    child,
    greeting,
    origin: /http:\/\/[^/\s]+/.exec(greeting)?.[0] ?? '',
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function commandOf(script: string, parameters: readonly string[], run: Run = {}): string[] {
  return [...(run.programme ?? [process.execPath]), script, ...parameters];
}

function hostScript(folder: string, { host = 'node' }: Run): string {
  return join(folder, 'dist/endpoint', host, 'serve.mjs');
}

/** Runs the host of a build until it exits. */
export function runToEnd(folder: string, parameters: readonly string[], run: Run = {}) {
  const script = hostScript(folder, run);
  return runProgramme(commandOf(script, parameters, run), { current: folder, ...run }).ended;
}

/** Runs the organisers' command in the folder of a build until it exits, with an environment. */
export function runRegistrationsWith(
  folder: string,
  environment: Readonly<Record<string, string>>,
  ...parameters: string[]
) {
  const script = join(import.meta.dirname, '../organiser/registrations.ts');
  return runProgramme(commandOf(script, parameters), { current: folder, environment }).ended;
}

/** Runs the organisers' command in the folder of a build until it exits. */
export function runRegistrations(folder: string, ...parameters: string[]) {
  return runRegistrationsWith(folder, {}, ...parameters);
}

/** Runs the organisers' command that a build writes beside the server, in the folder of the build, until it exits. */
export function runBuiltRegistrations(folder: string, run: Run, ...parameters: string[]) {
  const script = join(folder, 'dist/endpoint/node/registrations.mjs');
  return runProgramme(commandOf(script, parameters, run), { current: folder, ...run }).ended;
}

/** Runs the host of a build, and waits until it is listening. */
export function runHost(
  folder: string,
  parameters: readonly string[] = ['--demonstration'],
  run: Run = {},
): Promise<RunningHost> {
  const script = hostScript(folder, run);
  return runListening(commandOf(script, parameters, run), { current: folder, ...run });
}

/** Makes the database of a host with the command that is built, then runs the host like `runHost`. */
export async function runFirst(folder: string, run: Run): Promise<RunningHost> {
  const { code, output } = await runBuiltRegistrations(folder, run, 'create');
  if (code !== 0) throw new Error(output);
  return runHost(folder, [], run);
}

/** A registration that the shipped form accepts. */
export function registration(changes: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({
    behalf: 'myself',
    name: 'Anna Özdemir',
    organisation: 'Made-up Institute',
    position: 'Analyst',
    field: 'research',
    country: 'NL',
    email: 'anna@example.org',
    telephone: '+31 70 123 45 67',
    field_visit: 'no',
    notice: 'yes',
    ...changes,
  });
}

/**
 * Posts a registration as a page of the host would, asking for JSON. The same answers have the same
 * key.
 */
export function post(
  host: RunningHost,
  body: URLSearchParams = registration(),
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${host.origin}/api/register`, {
    method: 'POST',
    body,
    headers: {
      accept: 'application/json',
      origin: host.origin,
      'idempotency-key': `"${createHash('sha256').update(body.toString()).digest('hex')}"`,
      ...headers,
    },
  });
}
