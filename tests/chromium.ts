import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const usualPlaces = [
  '/usr/bin/chromium',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const isRoot = process.getuid?.() === 0;

/** Switches for a Chromium that contacts only the tested site. */
export const chromiumSwitches: readonly string[] = [
  // The sandbox refuses to run as root, which is usual in containers.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of the installed Chromium, or the one in `CHROMIUM`; undefined if there is none. */
export function installedChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...found, ...usualPlaces].find((path) => existsSync(path));
}

/**
 * Makes sure that there is a Chromium. As root, on a system with apt, it installs Debian's.
 * @throws Error with one sentence, which says what to install, if it cannot.
 */
export function ensureChromium(): void {
  const path = installedChromium();
  if (path !== undefined && existsSync(path)) return;
  if (path !== undefined) throw new Error(`CHROMIUM is "${path}", and there is no such file.`);
  const sentence =
    'The browser tests need Chromium: install it (on Debian `apt-get install chromium`), or let ' +
    'CHROMIUM name one that is installed.';
  if (!isRoot || !existsSync('/usr/bin/apt-get')) throw new Error(sentence);
  console.log('There is no Chromium yet; installing Debian’s takes a minute or two.');
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch (cause) {
    throw new Error(sentence, { cause });
  }
}
