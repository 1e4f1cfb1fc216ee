import type { Deployment } from '../../delivery/deployment.ts';

/** A deployment that takes registrations. */
export type EndpointDeployment = Deployment & { readonly endpoint: string };

/** The endpoint's paths in the notation of hosts: its own, and all below it. */
export function pathsOf({ endpoint }: EndpointDeployment): readonly string[] {
  const { pathname } = new URL(endpoint);
  return pathname.endsWith('/') ? [`${pathname}*`] : [pathname, `${pathname}/*`];
}
