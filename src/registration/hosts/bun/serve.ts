import { serve } from '../node/serving.ts';

/** What is used here of Bun (https://bun.com/docs/runtime/http/server). */
declare const Bun: {
  serve(options: {
    hostname: string;
    port: number;
    fetch: (request: Request) => Response | Promise<Response>;
  }): { readonly port: number; stop(): Promise<void> };
};

await serve(async ({ host, port }, site) => {
  // Nobody asks before the port is known.
  const server = Bun.serve({ hostname: host, port, fetch: (request) => answer(request) });
  const answer = site(server.port);
  return { port: server.port, stop: () => server.stop() };
});
