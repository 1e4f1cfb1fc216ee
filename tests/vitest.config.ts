import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 30_000,
    // A site is built before the tests of its endpoint.
    hookTimeout: 60_000,
    // By default, one of two processors stays idle.
    maxWorkers: 2,
  },
});
