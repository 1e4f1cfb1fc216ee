import type { Deployment } from '../../delivery/deployment.ts';

/** A deployment that takes registrations. */
export type EndpointDeployment = Deployment & { readonly endpoint: string };

/** The paths that the endpoint answers at, as hosts write them: its own, and all below it. */
export function pathsOf({ endpoint }: EndpointDeployment): readonly string[] {
  const { pathname } = new URL(endpoint);
  return pathname.endsWith('/') ? [`${pathname}*`] : [pathname, `${pathname}/*`];
}
