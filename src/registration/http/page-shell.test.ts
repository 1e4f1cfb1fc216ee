import { expect, test } from 'vitest';
import { builtPage, elsewhere, together } from '../testing/endpoint.fixture.ts';
import { englishWords } from '../../words/read-words.ts';
import { bareShell, readShell, ruleOf, withErrors, withMain } from './page-shell.ts';

const own = await readShell(builtPage, together);
const other = await readShell(builtPage, elsewhere);

test('takes out scripts and what speaks of the page itself', () => {
  expect(own.page).not.toMatch(/<script|canonical|og:|http-equiv/);
});

test('keeps the page from search engines', () => {
  expect(own.page).toContain('<meta name="robots" content="noindex">');
});

test('names the hash of the style sheet that stands in the page', () => {
  expect(own.styleHashes).toEqual([expect.stringMatching(/^sha256-[\w+/]{43}=$/)]);
});

test('leads back to the site from an endpoint elsewhere', () => {
  expect(other.page).toContain('<a href="https://example.org/venue/">');
  expect(other.page).toContain('<a href="#content">');
});

test('asks no other origin for files from an endpoint elsewhere', () => {
  expect(other.page).not.toMatch(/<link|font-face/);
  expect(other.styleHashes).not.toEqual(own.styleHashes);
});

test('replaces title and main content', () => {
  const page = withMain(own, 'A & B', '<h1>New</h1>');
  expect(page).toContain('<title>A &amp; B</title>');
  expect(page).toContain('<main id="content"><h1>New</h1></main>');
});

test('finds the rule below the heading, where the built page has one', () => {
  const rule = '<div class="section-rule" aria-hidden="true"><svg></svg></div>';
  expect(ruleOf({ ...own, page: `<main><h1>Register</h1>${rule}<div>More</div></main>` })).toBe(
    rule,
  );
  expect(ruleOf(bareShell(englishWords()))).toBe('');
});

test('puts the errors first and keeps the page around the form', () => {
  const page = withErrors(own, englishWords(), '<div>Summary</div>', '<form>$& filled</form>');
  expect(page).toContain('<title>Error: Register · RFTF</title>');
  expect(page).toContain(
    '<main id="content"><div>Summary</div>\n<h1>Register</h1><p>Prose</p><form>$& filled</form>',
  );
});

test('holds the form where the built page has none', () => {
  expect(
    withErrors(bareShell(englishWords()), englishWords(), '<div>Summary</div>', '<form></form>'),
  ).toContain('<main><div>Summary</div><form></form></main>');
});
