import { Hono, type Context } from 'hono';
import { endLinks } from './access/end-links.ts';
import { newChallenge } from './access/proof-of-work.ts';
import { senderOf } from './access/rate-limit.ts';
import { asksForChallenge } from './form/questions.ts';
import { stepIn, type Fields } from './form/submission.ts';
import { linksFor, receivedData, receivedPage, receivedRedirect } from './guest/acknowledgement.ts';
import { answerCheck } from './guest/check-answers.ts';
import { answerPersonalPage } from './guest/personal-page.ts';
import { personalEntryPage } from './guest/render-personal-page.ts';
import type { AppEnv } from './http/app-env.ts';
import { answerError, isForPerson, refuse } from './http/answer-problem.ts';
import { formPage } from './http/form-page.ts';
import { endpointAddress, pathBelow, type Endpoint } from './http/endpoint.ts';
import { limitAddress, markPersonal, readFields, shareWith, takeFrom } from './http/middleware.ts';
import { dataReply } from './http/replies.ts';
import { availability } from './places/places.ts';
import { targetIn } from './record/reference.ts';
import { register } from './register.ts';

/** Registers a guest, or does what comes before: shows the answers again, or the form. */
async function answerRegistration(
  request: Request,
  endpoint: Endpoint,
  fields: Fields,
  client: string | undefined,
): Promise<Response> {
  const scripted = !isForPerson(request);
  const step = stepIn(fields);
  if (step === 'check') return answerCheck(endpoint, fields, !scripted);
  if (step === 'correct') return formPage(endpoint, fields);
  const sender = await senderOf(request, client, scripted, endpoint);
  const links = await linksFor(await register(endpoint, fields, sender), endpoint.hash);
  return scripted ? receivedData(endpoint, links) : receivedRedirect(endpoint, links);
}

/** Answers a request for an acknowledgement. */
async function answerVisit(context: Context<AppEnv>, endpoint: Endpoint): Promise<Response> {
  const part = context.req.param('acknowledgement') ?? '';
  const target = await targetIn(part, 'acknowledgement', endpoint.hash);
  return target === undefined
    ? refuse(context, endpoint, 'not-found')
    : receivedPage(endpoint, target);
}

/**
 * How many seconds a reply about places may be cached. A form with an older one still gets the
 * right answer.
 */
const placesAge = 30;

/** Answers which limited choices still have places, in words and never in numbers. */
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

/**
 * The endpoint as an app for any host with a Web fetch handler. It answers at the deployment's
 * endpoint path and below. No request header affects the addresses that it writes.
 * @throws Error if the deployment takes no registrations.
 */
export function registrationApp(endpoint: Endpoint): Hono<AppEnv> {
  const { origin, pathname } = endpointAddress(endpoint);
  const [received, own, places, challenge] = [
    pathBelow(endpoint, 'received/:acknowledgement'),
    pathBelow(endpoint, 'own'),
    pathBelow(endpoint, 'places'),
    pathBelow(endpoint, 'challenge'),
  ];
  // The endpoint's own pages hold the form too.
  const origins = [...endpoint.origins, origin];
  const fromOurPages = takeFrom(origins, endpoint);
  const allow = (methods: string) => (context: Context<AppEnv>) =>
    refuse(context, endpoint, 'method-not-allowed', methods);

  const app = new Hono<AppEnv>();
  app.use(shareWith(origins, endpoint));
  // Hono handles a thrown Error, and passes on anything else.
  app.use((context, next) => next().catch((thrown) => answerError(thrown, context, endpoint)));
  app.use(limitAddress(endpoint));
  app.post(pathname, fromOurPages, readFields, ({ req, env, get }) =>
    answerRegistration(req.raw, endpoint, get('fields'), env?.client),
  );
  app.options(pathname, () => dataReply(endpoint, undefined, 204, { Allow: 'POST' }));
  app.all(pathname, allow('POST'));
  app.use(received, endLinks(endpoint));
  app.use(own, endLinks(endpoint));
  app.get(received, (context) => answerVisit(context, endpoint));
  app.all(received, allow('GET, HEAD'));
  app.get(own, () => personalEntryPage(endpoint));
  app.post(own, markPersonal, fromOurPages, readFields, ({ req, env, get }) =>
    answerPersonalPage(endpoint, get('fields'), isForPerson(req.raw), env?.client),
  );
  app.all(own, allow('GET, HEAD, POST'));
  app.get(places, () => answerPlaces(endpoint));
  app.all(places, allow('GET, HEAD'));
  if (asksForChallenge(endpoint.definition)) {
    app.get(challenge, () => answerChallenge(endpoint));
    app.all(challenge, allow('GET, HEAD'));
  }
  app.notFound((context) => refuse(context, endpoint, 'not-found'));
  app.onError((error, context) => answerError(error, context, endpoint));
  return app;
}
