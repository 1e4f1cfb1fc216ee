import { serve } from '../process/serving.ts';

/** The part of the server that a reply needs. */
interface BunServer {
  requestIP(request: Request): { readonly address: string } | null;
}

/** The part of Bun that is used here (https://bun.com/docs/runtime/http/server). */
declare const Bun: {
  serve(options: {
    hostname: string;
    port: number;
    fetch: (request: Request, server: BunServer) => Response | Promise<Response>;
  }): BunServer & { readonly port: number; stop(): Promise<void> };
};

await serve(async ({ host, port }, site) => {
  // No request arrives before the port is known.
  const server = Bun.serve({
    hostname: host,
    port,
    fetch: (request, self) => answer(request, self.requestIP(request)?.address),
  });
  const answer = site(server.port);
  return { port: server.port, stop: () => server.stop() };
});
