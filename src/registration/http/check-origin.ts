import { Refusal } from '../record/refusal.ts';

/**
 * Accepts a post from a page of one of the origins, or from no page at all. `together` means that
 * the origins are the endpoint's own, so that nothing may cross sites. `Origin` decides if it is
 * sent. If it is `null` or absent, the browser's `Sec-Fetch-Site` decides.
 * https://fetch.spec.whatwg.org/#origin-header, https://www.w3.org/TR/fetch-metadata/
 * @throws Refusal `origin-not-allowed`.
 */
export function checkOrigin(request: Request, origins: readonly string[], together: boolean): void {
  const origin = request.headers.get('Origin');
  const relation = request.headers.get('Sec-Fetch-Site');
  const own = relation === 'same-origin' || relation === 'none';
  if (origin !== null && origin !== 'null') {
    const crossing = together && relation === 'cross-site';
    if (crossing || !origins.includes(origin)) throw new Refusal('origin-not-allowed');
    return;
  }
  // Neither header: an old browser or proxy, or a program. None of them sends on another's behalf.
  if (own || (origin === null && relation === null)) return;
  throw new Refusal('origin-not-allowed');
}

/**
 * The headers that let the scripts of a site's pages read the reply of an endpoint elsewhere,
 * without cookies; none for other origins, and none if site and endpoint share one.
 */
export function sharedWith(
  request: Request,
  origins: readonly string[],
  together: boolean,
): Record<string, string> {
  const origin = request.headers.get('Origin');
  if (together || origin === null || !origins.includes(origin)) return {};
  const preflight = {
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'Content-Type, Idempotency-Key',
    'Access-Control-Max-Age': '600',
  };
  return {
    'Access-Control-Allow-Origin': origin,
    ...(request.method === 'OPTIONS' ? preflight : {}),
  };
}
