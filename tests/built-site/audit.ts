import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { z } from 'zod';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const finding = z.object({
  id: z.string(),
  nodes: z.array(z.object({ target: z.array(z.unknown()) })),
});
const findings = z.object({ violations: z.array(finding), incomplete: z.array(finding) });

/**
 * What axe finds on a page, and what it leaves to people to decide. It runs over the debugging
 * protocol, so the page's policy stays in force.
 */
export async function audit(page: Page): Promise<z.infer<typeof findings>> {
  await page.evaluate(axe);
  return findings.parse(await page.evaluate('axe.run()'));
}
