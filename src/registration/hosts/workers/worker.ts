import { openD1 } from '../../store/d1/d1.ts';
import { lazyDatabase } from '../../store/sql/lazy-database.ts';
import type { Environment } from '../environment.ts';
import { functionHost, type FunctionHost } from '../functions/function-host.ts';
import type { D1Binding } from '../../store/d1/binding.ts';

/** The Worker's bindings: a D1 database, and settings as variables and secrets. */
interface Bindings {
  readonly DB: D1Binding;
  readonly [setting: string]: unknown;
}

function settingsIn(bindings: Bindings): Environment {
  const entries = Object.entries(bindings);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** What a Worker may do after its reply. */
interface Context {
  waitUntil(work: Promise<unknown>): void;
}

/** The endpoint as a Worker's handlers for requests and the schedule. */
export function worker(site: object) {
  let host: FunctionHost | undefined;
  function hostWith(bindings: Bindings): FunctionHost {
    host ??= functionHost(site, settingsIn(bindings));
    return host;
  }
  return {
    fetch: async (request: Request, bindings: Bindings, context: Context) => {
      const { answer, sendMail } = hostWith(bindings);
      const database = lazyDatabase(() => openD1(bindings.DB));
      const client = request.headers.get('CF-Connecting-IP') ?? undefined;
      const response = await answer(request, database, client);
      const isDone = request.method === 'POST' && response.status < 400;
      if (isDone) context.waitUntil(sendMail(database));
      return response;
    },
    scheduled: (_event: unknown, bindings: Bindings) =>
      hostWith(bindings).doDue(lazyDatabase(() => openD1(bindings.DB))),
  };
}
