import type { Deployment } from '../../../delivery/deployment.ts';
import { registrationApp } from '../../app.ts';
import { readContent } from '../../content/read-content.ts';
import { demonstrate, localDatabase } from './demonstration.ts';

/** What the development server provides to the endpoint. */
export interface Development {
  readonly deployment: Deployment;
  /** The content folder, which is read again for every request. */
  readonly content: string;
  readonly page: () => Promise<string>;
  readonly report: (line: string) => void;
}

/**
 * Answers one request with the current code and content, and with a demonstration's keys and
 * database.
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
