import process from 'node:process';
import { defineConfig } from '@playwright/test';
import { chromiumSwitches, installedChromium } from '../chromium.ts';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  globalSetup: './set-up.ts',
  forbidOnly: process.env['CI'] !== undefined,
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    launchOptions: {
      // If there is none yet, the set-up installs it at Debian's path.
      executablePath: installedChromium() ?? '/usr/bin/chromium',
      args: [...chromiumSwitches],
    },
  },
});
