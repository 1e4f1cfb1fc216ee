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

/** The files of a host's bundle, with the given name for its own module. */
export type Bundle = (
  host: Host,
  name: string,
) => readonly (readonly [name: string, code: string])[];

const inputs = Object.entries(modules).map(([host, module]) => [
  host,
  fileURLToPath(import.meta.resolve(`../registration/hosts/${module}`)),
]);

function chunksOf(output: Awaited<ReturnType<typeof build>>): Map<string, Rolldown.OutputChunk> {
  const files = [output].flat().flatMap((each) => ('output' in each ? each.output : []));
  const chunks = files.filter((file) => file.type === 'chunk');
  return new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
}

/**
 * Bundles all hosts at once. Shared modules are processed once, and each host gets only what it
 * needs.
 */
export async function bundleHosts(): Promise<Bundle> {
  const chunks = chunksOf(
    await build({
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
          input: Object.fromEntries(inputs),
          treeshake: { moduleSideEffects: false },
          output: { entryFileNames: '[name].mjs', chunkFileNames: 'part-[name].mjs' },
        },
      },
    }),
  );
  function withImports(name: string, into = new Set<string>()): Set<string> {
    if (into.has(name) || !chunks.has(name)) return into;
    into.add(name);
    const { imports = [], dynamicImports = [] } = chunks.get(name) ?? {};
    for (const imported of [...imports, ...dynamicImports]) withImports(imported, into);
    return into;
  }
  return (host, name) =>
    [...withImports(`${host}.mjs`)].map((file) => [
      file === `${host}.mjs` ? name : file,
      chunks.get(file)?.code ?? '',
    ]);
}
