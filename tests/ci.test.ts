import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const text = readFileSync('.github/workflows/ci.yml', 'utf8');
const step = z.object({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).optional(),
});
const workflow = z
  .object({
    permissions: z.record(z.string(), z.string()),
    jobs: z.record(
      z.string(),
      z.object({
        permissions: z.record(z.string(), z.string()),
        'timeout-minutes': z.number(),
        steps: z.array(step),
      }),
    ),
  })
  .parse(parse(text));
const jobs = Object.values(workflow.jobs);
const steps = jobs.flatMap((job) => job.steps);

/** The commands in the block below a heading of the README. */
function commandsOf(heading: string): string[] {
  const section = readFileSync('README.md', 'utf8').split(`## ${heading}\n`)[1] ?? '';
  return (/```sh\n(.*?)```/s.exec(section)?.[1] ?? '').trim().split('\n');
}

describe('the workflow', () => {
  it('runs the test command of the README', () => {
    const [command] = commandsOf('Test it');
    expect(command).toMatch(/^npm ci/);
    expect(steps.map(({ run }) => run)).toContain(command);
  });

  it('pins every action by a full hash, with the version beside it', () => {
    const used = text.match(/^.*\buses: .*$/gm) ?? [];
    expect(used.length).toBeGreaterThan(0);
    for (const line of used) expect(line).toMatch(/@[\da-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may do nothing but read, and ends', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) {
      expect(job.permissions).toEqual({ contents: 'read' });
      expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
    }
  });

  it('leaves no credentials in a checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts).toHaveLength(jobs.length);
    for (const checkout of checkouts) {
      expect(checkout.with).toMatchObject({ 'persist-credentials': false });
    }
  });
});
