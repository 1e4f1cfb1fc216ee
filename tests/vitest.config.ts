import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // The limits end what hangs, and measure nothing: beside other work all of it takes much longer.
    testTimeout: 120_000,
    // A site is built before the tests of its endpoint.
    hookTimeout: 300_000,
    // By default, one of two processors stays idle.
    maxWorkers: 2,
  },
});
