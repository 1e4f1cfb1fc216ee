import type { Deployment } from '../../../delivery/deployment.ts';
import { registrationApp } from '../../app.ts';
import { readContent } from '../../content/read-content.ts';
import { demonstrate, localDatabase } from './demonstration.ts';

/** What the development server lends to the endpoint. */
export interface Development {
  readonly deployment: Deployment;
  /** The folder of content, which is read anew for every request. */
  readonly content: string;
  readonly page: () => Promise<string>;
  readonly report: (line: string) => void;
}

/**
 * Answers one request to the endpoint as code and content stand at this moment, with the keys and the
 * database of a demonstration.
 */
export async function answerInDevelopment(
  request: Request,
  { deployment, content, page, report }: Development,
): Promise<Response> {
  const site = await readContent(content);
  const keeping = await demonstrate(localDatabase, site.definition, report);
  const app = registrationApp({
    ...site,
    ...keeping,
    deployment,
    page,
    origins: [new URL(deployment.site).origin],
    now: Date.now,
    report,
  });
  try {
    return await app.fetch(request);
  } finally {
    await keeping.store.close();
  }
}
