import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

/** The module in `src/registration/hosts/` that is bundled for each host. */
const modules = {
  node: 'node/serve.ts',
  deno: 'deno/serve.ts',
  bun: 'bun/serve.ts',
  workers: 'workers/worker.ts',
  lambda: 'lambda/lambda.ts',
  netlify: 'netlify/netlify.ts',
  vercel: 'vercel/vercel.ts',
} as const;

/** A host that the endpoint is built for. */
export type Host = keyof typeof modules;

/** A file of a bundle. */
export interface BundledFile {
  readonly name: string;
  readonly code: string;
  /** The files whose code is in it. */
  readonly modules: readonly string[];
}

/** What is bundled: the files of each host, and the organisers' command in one file. */
export interface Bundles {
  /** The files of a host, with the given name for its own module. */
  readonly host: (host: Host, name: string) => readonly BundledFile[];
  readonly command: readonly BundledFile[];
}

const inputs = Object.entries(modules).map(([host, module]) => [
  host,
  fileURLToPath(import.meta.resolve(`../registration/hosts/${module}`)),
]);
const command = fileURLToPath(import.meta.resolve('../registration/organiser/registrations.ts'));

type Chunks = ReadonlyMap<string, Rolldown.OutputChunk>;

async function bundled(
  input: Readonly<Record<string, string>>,
  output: Rolldown.OutputOptions,
): Promise<Chunks> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      target: 'es2024',
      sourcemap: false,
      minify: true,
      rolldownOptions: {
        input,
        treeshake: { moduleSideEffects: false },
        output: { entryFileNames: '[name].mjs', ...output },
      },
    },
  });
  const files = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  const chunks = files.filter((file) => file.type === 'chunk');
  return new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
}

/** The names of a chunk and of those that it imports. */
function withImports(chunks: Chunks, name: string, into = new Set<string>()): Set<string> {
  if (into.has(name) || !chunks.has(name)) return into;
  into.add(name);
  const { imports = [], dynamicImports = [] } = chunks.get(name) ?? {};
  for (const imported of [...imports, ...dynamicImports]) withImports(chunks, imported, into);
  return into;
}

function bundledFile(chunks: Chunks, file: string, name: string): BundledFile {
  const { code = '', moduleIds = [] } = chunks.get(file) ?? {};
  return { name, code, modules: moduleIds };
}

/**
 * Bundles all hosts at once: shared modules are processed once, and each host gets only what it
 * needs. The organisers' command gets a bundle of its own, since it is to be one file.
 */
export async function bundleEndpoint(): Promise<Bundles> {
  const [hosts, commands] = await Promise.all([
    bundled(Object.fromEntries(inputs), { chunkFileNames: 'part-[name].mjs' }),
    bundled({ registrations: command }, { codeSplitting: false }),
  ]);
  return {
    host: (host, name) =>
      [...withImports(hosts, `${host}.mjs`)].map((file) =>
        bundledFile(hosts, file, file === `${host}.mjs` ? name : file),
      ),
    command: [...commands.keys()].map((name) => bundledFile(commands, name, name)),
  };
}
