import { serve } from '../process/serving.ts';

/** The part of Deno that is used here (https://docs.deno.com/api/deno/~/Deno.serve). */
declare const Deno: {
  serve(
    options: { hostname: string; port: number; onListen: () => void },
    answer: (
      request: Request,
      info: { readonly remoteAddr: { readonly hostname?: string } },
    ) => Response | Promise<Response>,
  ): { readonly addr: { readonly port: number }; shutdown(): Promise<void> };
};

await serve(async ({ host, port }, site) => {
  // No request arrives before the port is known.
  const server = Deno.serve({ hostname: host, port, onListen: () => undefined }, (request, info) =>
    answer(request, info.remoteAddr.hostname),
  );
  const answer = site(server.addr.port);
  return { port: server.addr.port, stop: () => server.shutdown() };
});
