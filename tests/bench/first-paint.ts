import type { Browser } from '@playwright/test';

/** The simulated phone. */
export const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
};
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1000 * 1000) / 8,
  uploadThroughput: (750 * 1000) / 8,
};
// Slows everything down four times.
const processor = { rate: 4 };

/** The conditions of the measurements in words. */
export const conditions: readonly string[] = [
  'Chromium, 390 × 844, 150 ms a request, 1.6 Mbit/s, processor slowed four times, empty caches',
];

/**
 * Opens an address with empty caches. Returns its first contentful paint in milliseconds from the
 * start of the navigation (https://www.w3.org/TR/paint-timing/).
 */
export async function firstPaint(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', network);
    await session.send('Emulation.setCPUThrottlingRate', processor);
    await page.goto(address, { waitUntil: 'commit' });
    return await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const observer = new PerformanceObserver((list) => {
            for (const { startTime } of list.getEntriesByName('first-contentful-paint')) {
              resolve(startTime);
            }
          });
          observer.observe({ type: 'paint', buffered: true });
        }),
    );
  } finally {
    await context.close();
  }
}
