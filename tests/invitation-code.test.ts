import { chromium, type Browser } from '@playwright/test';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definition } from '../src/registration/testing/endpoint.fixture.ts';
import { englishWords } from '../src/words/read-words.ts';
import { renderForm } from '../src/registration/form/render-form.ts';
import { newCode } from '../src/registration/record/reference.ts';
import { chromiumSwitches, installedChromium } from './chromium.ts';

const executablePath = installedChromium() ?? '';
const site = 'https://example.org/register/';
const code = newCode();
const link = (page: string) => page;

describe.skipIf(executablePath === '')('the form that asks for a code', () => {
  let browser: Browser;
  let script = '';

  beforeAll(async () => {
    const entryPoints = ['src/registration/browser/form-client.ts'];
    const bundle = await build({ entryPoints, bundle: true, write: false, format: 'esm' });
    script = bundle.outputFiles[0]?.text ?? '';
    browser = await chromium.launch({ executablePath, args: [...chromiumSwitches] });
  });
  afterAll(() => browser.close());

  /**
   * Opens the form at an address. Returns its field's value, its warning and every requested
   * address.
   */
  async function opened(address: string) {
    const page = await browser.newPage();
    const action = '/api/register';
    const asked: string[] = [];
    const form = renderForm(
      { ...definition, access: 'invitation' },
      { action, version: '', words: englishWords(), link },
    );
    const body = `<!doctype html><main>${form}</main><script type="module">${script}</script>`;
    await page.route('**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: 'text/html', body });
    });
    await page.goto(address);
    const field = await page.getByLabel('Invitation code').inputValue();
    const warned = await page.getByText('The address of this page contains').isVisible();
    const result = { field, warned, left: page.url(), asked };
    await page.close();
    return result;
  }

  it('takes it from behind the #, which no server sees, and out of the address', async () => {
    const result = await opened(`${site}#${code}`);
    expect(result).toMatchObject({ field: code, warned: false, left: site });
    expect(result.asked.join()).not.toContain(code);
  });

  it('warns of a code in the query, and ignores it', async () => {
    expect(await opened(`${site}?code=${code}`)).toMatchObject({ field: '', warned: true });
  });

  it('leaves the address of a part of the page as it is', async () => {
    const left = `${site}#field_visit`;
    expect(await opened(left)).toMatchObject({ field: '', warned: false, left });
  });
});
