import { openD1, type D1Binding } from '../../store/d1.ts';
import { openedLater } from '../../store/opened-later.ts';
import type { Environment } from '../environment.ts';
import { functionHost, type FunctionHost } from '../function-host.ts';

/** The bindings of the Worker: a D1 database, and settings as variables and secrets. */
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

/** The endpoint as a Worker's handlers: of requests, and of the daily schedule. */
export function worker(site: object) {
  let host: FunctionHost | undefined;
  function hostWith(bindings: Bindings): FunctionHost {
    host ??= functionHost(site, settingsIn(bindings));
    return host;
  }
  return {
    fetch: (request: Request, bindings: Bindings) =>
      hostWith(bindings).answer(
        request,
        openedLater(() => openD1(bindings.DB)),
        request.headers.get('CF-Connecting-IP') ?? undefined,
      ),
    scheduled: (_event: unknown, bindings: Bindings) =>
      hostWith(bindings).deleteDue(openedLater(() => openD1(bindings.DB))),
  };
}
