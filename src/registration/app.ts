import { Hono } from 'hono';
import { senderOf } from './access/rate-limit.ts';
import { newChallenge } from './access/proof-of-work.ts';
import { bodyFields, bodyKind, readBody } from './http/read-body.ts';
import { endpointAddress, pathBelow, type Endpoint } from './http/endpoint.ts';
import { checkOrigin, sharedWith } from './http/check-origin.ts';
import type { ProblemName } from '../delivery/problem.ts';
import { answerPersonalPage } from './guest/personal-page.ts';
import { personalEntryPage } from './guest/render-personal-page.ts';
import { availability } from './places/places.ts';
import { linksFor, receivedData, receivedPage, receivedRedirect } from './guest/acknowledgement.ts';
import { asksForChallenge } from './form/questions.ts';
import { referenceIn } from './record/reference.ts';
import { Refusal } from './record/refusal.ts';
import { register } from './register.ts';
import { problemData, problemPage, type ProblemReport } from './http/problem-replies.ts';
import { dataReply } from './http/replies.ts';
import { StoreUnavailable } from './store/store.ts';
import type { Fields } from './form/submission.ts';

/** The most characters of an address's path and query. */
const longestAddress = 8 * 1024;

/** Whether a person reads the reply: the browser says so, and a form that says nothing is taken for one's. */
function isForPerson(request: Request): boolean {
  const type = request.headers.get('Content-Type') ?? '';
  const accepted = request.headers.get('Accept') ?? '';
  if (/^application\/json\b/i.test(type)) return false;
  if (accepted.includes('text/html')) return true;
  return !/\bjson\b/.test(accepted) && /^application\/x-www-form-urlencoded\b/i.test(type);
}

/** What the reply says of an error; the cause of one that is no refusal goes to the operator, under an id. */
function problemOf(
  error: unknown,
  { report }: Endpoint,
): Pick<ProblemReport, 'problem' | 'errors' | 'id' | 'nextSteps'> {
  if (error instanceof Refusal) return error;
  const id = crypto.randomUUID();
  if (error instanceof StoreUnavailable) {
    report(`${id} storage-unavailable: ${error.message}`);
    return { problem: 'storage-unavailable', errors: [], id };
  }
  // The message of an unknown error could quote an answer; its name does not.
  report(`${id} internal-error: ${error instanceof Error ? error.name : typeof error}`);
  return { problem: 'internal-error', errors: [], id };
}

/** What every answer needs. */
interface AppSettings {
  readonly endpoint: Endpoint;
  /** The origins whose pages may post, the endpoint's own among them: its replies hold the form. */
  readonly origins: readonly string[];
}

async function answerProblem(
  request: Request,
  endpoint: Endpoint,
  report: ProblemReport,
): Promise<Response> {
  return isForPerson(request) ? problemPage(endpoint, report) : problemData(endpoint, report);
}

function refuse(request: Request, { endpoint }: AppSettings, problem: ProblemName, allow?: string) {
  const posted = request.method === 'POST';
  return answerProblem(request, endpoint, { problem, errors: [], posted, allow });
}

/** Answers a post: the registration that was received, or the problem with it. */
async function answerPost(
  request: Request,
  { endpoint, origins }: AppSettings,
  client: string | undefined,
): Promise<Response> {
  let fields: Fields | undefined;
  try {
    checkOrigin(request, origins, endpoint.deployment.together);
    fields = bodyFields(bodyKind(request), await readBody(request));
    const scripted = !isForPerson(request);
    const sender = await senderOf(request, client, scripted, endpoint);
    const reference = await register(endpoint, fields, sender);
    const links = await linksFor(reference, endpoint.hash);
    return scripted ? receivedData(endpoint, links) : receivedRedirect(endpoint, links);
  } catch (error) {
    return answerProblem(request, endpoint, {
      ...problemOf(error, endpoint),
      fields,
      posted: true,
    });
  }
}

/** Answers a guest who asks for their own registration. */
async function answerOwnPost(
  request: Request,
  { endpoint, origins }: AppSettings,
  client: string | undefined,
): Promise<Response> {
  try {
    checkOrigin(request, origins, endpoint.deployment.together);
    const fields = bodyFields(bodyKind(request), await readBody(request));
    return await answerPersonalPage(endpoint, fields, isForPerson(request), client);
  } catch (error) {
    return answerProblem(request, endpoint, { ...problemOf(error, endpoint), posted: false });
  }
}

/** Answers a request for an acknowledgement. */
async function answerVisit(
  request: Request,
  part: string,
  settings: AppSettings,
): Promise<Response> {
  const reference = await referenceIn(part, 'acknowledgement', settings.endpoint.hash);
  return reference === undefined
    ? refuse(request, settings, 'not-found')
    : receivedPage(settings.endpoint, reference);
}

/** Seconds for which an answer on places may be kept: a form that shows an older one is still answered rightly. */
const placesAge = 30;

/** Answers which limited choices still have a place, in words and never in numbers. */
async function answerPlaces(endpoint: Endpoint): Promise<Response> {
  const places = availability(
    endpoint.definition,
    endpoint.offeredSessions,
    await endpoint.store.places(),
  );
  return dataReply(endpoint, places, 200, {
    'Content-Type': 'application/json',
    'Cache-Control': `public, max-age=${placesAge}`,
  });
}

/** Answers a new challenge for the form's script. */
async function answerChallenge(endpoint: Endpoint): Promise<Response> {
  const challenge = await newChallenge(endpoint);
  return dataReply(endpoint, challenge, 200, { 'Content-Type': 'application/json' });
}

/** What a host knows of a request beside it: the second argument of the app's `fetch`. */
export interface Visit {
  /** The address of the client; those whose address is left out are limited together. */
  readonly client?: string | undefined;
}

/**
 * The endpoint of the registration as an app for any host with a Web fetch handler. It answers at the
 * path of the deployment's endpoint and below; no header of a request has a say in an address that it
 * writes.
 * @throws Error where the deployment takes no registrations.
 */
export function registrationApp(endpoint: Endpoint): Hono<{ Bindings: Visit }> {
  const { origin, pathname } = endpointAddress(endpoint);
  const { together } = endpoint.deployment;
  const received = pathBelow(endpoint, 'received/:acknowledgement');
  const places = pathBelow(endpoint, 'places');
  const own = pathBelow(endpoint, 'own');
  const challenge = pathBelow(endpoint, 'challenge');
  const origins = [...endpoint.origins, origin];
  const settings = { endpoint, origins };
  const app = new Hono<{ Bindings: Visit }>();
  app.use(async (context, next) => {
    await next();
    const shared = sharedWith(context.req.raw, origins, together);
    for (const [name, value] of Object.entries(shared)) context.header(name, value);
  });
  app.use(async ({ req }, next) => {
    const { pathname: path, search } = new URL(req.url);
    return path.length + search.length > longestAddress
      ? refuse(req.raw, settings, 'address-too-long')
      : next();
  });
  app.post(pathname, ({ req, env }) => answerPost(req.raw, settings, env?.client));
  app.options(pathname, () => dataReply(endpoint, undefined, 204, { Allow: 'POST' }));
  app.all(pathname, ({ req }) => refuse(req.raw, settings, 'method-not-allowed', 'POST'));
  app.get(received, ({ req }) =>
    answerVisit(req.raw, req.param('acknowledgement') ?? '', settings),
  );
  app.all(received, ({ req }) => refuse(req.raw, settings, 'method-not-allowed', 'GET, HEAD'));
  app.get(own, () => personalEntryPage(endpoint));
  app.post(own, ({ req, env }) => answerOwnPost(req.raw, settings, env?.client));
  app.all(own, ({ req }) => refuse(req.raw, settings, 'method-not-allowed', 'GET, HEAD, POST'));
  app.get(places, () => answerPlaces(endpoint));
  app.all(places, ({ req }) => refuse(req.raw, settings, 'method-not-allowed', 'GET, HEAD'));
  if (asksForChallenge(endpoint.definition)) {
    app.get(challenge, () => answerChallenge(endpoint));
    app.all(challenge, ({ req }) => refuse(req.raw, settings, 'method-not-allowed', 'GET, HEAD'));
  }
  app.notFound(({ req }) => refuse(req.raw, settings, 'not-found'));
  app.onError((error) => {
    return problemData(endpoint, { ...problemOf(error, endpoint), posted: false });
  });
  return app;
}
