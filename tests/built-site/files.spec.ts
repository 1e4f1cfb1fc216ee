import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { z } from 'zod';
import { built, html, htmlFiles, readingPages, sites, wordsOf } from './sites.ts';

const FIRST_FLIGHT = 14_600;

test('every reading page fits into one first flight', () => {
  for (const address of readingPages) {
    const size = brotliCompressSync(html('together', address)).length;
    expect(size, address).toBeLessThanOrEqual(FIRST_FLIGHT);
  }
});

for (const variant of ['together', 'made-up']) {
  test(`the HTML of every page is valid: ${variant}`, async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:standard'],
      // The compiler's output is valid either way. These two are matters of taste.
      rules: { 'doctype-style': 'off', 'void-style': 'off' },
    });
    for (const file of await htmlFiles(variant)) {
      const report = await validator.validateString(
        readFileSync(join(built(variant), file), 'utf8'),
      );
      const errors = report.results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line }) => `${file}:${line} ${ruleId} ${message}`),
      );
      expect(errors).toEqual([]);
    }
  });

  test(`no page holds a script or a style of its own: ${variant}`, async () => {
    for (const file of await htmlFiles(variant)) {
      const source = readFileSync(join(built(variant), file), 'utf8');
      expect(source.match(/\sstyle=/), file).toBeNull();
      expect(source.match(/\son[a-z]+=/), file).toBeNull();
      const scripts = [...source.matchAll(/<script([^>]*)>/g)].map(
        ([, attributes = '']) => attributes,
      );
      expect(
        scripts.filter((one) => !/ld\+json|src=/.test(one)),
        file,
      ).toEqual([]);
      // The form, the search, and the programme's marks.
      if (!/^(register|search|programme)\//.test(file))
        expect(
          scripts.filter((one) => one.includes('src=')),
          file,
        ).toEqual([]);
    }
  });
}

for (const [variant, base] of [
  ['together', '/'],
  ['path', '/some/path/'],
  ['made-up', '/'],
] as const) {
  test(`no link, file or anchor is dead: ${variant}`, async () => {
    const dead: string[] = [];
    for (const file of await htmlFiles(variant)) {
      const source = readFileSync(join(built(variant), file), 'utf8');
      const targets = [...source.matchAll(/\s(?:href|src|data-bundle|bundle-path)="([^"]+)"/g)].map(
        ([, target = '']) => target,
      );
      for (const target of targets) {
        if (/^(mailto:|webcal:|geo:|https?:)/.test(target)) continue;
        const [path = '', anchor] = target.split('#');
        if (path !== '' && !path.startsWith(base)) dead.push(`${file}: ${target} leaves ${base}`);
        const place =
          path === ''
            ? file
            : join(
                path.slice(base.length),
                path.endsWith('/') && !path.includes('pagefind') ? 'index.html' : '',
              );
        const whole = join(built(variant), place);
        const endpoint = path.startsWith(`${base}api/`);
        if (!endpoint && !existsSync(whole)) dead.push(`${file}: ${target}`);
        if (anchor && existsSync(whole) && statSync(whole).isFile()) {
          if (!readFileSync(whole, 'utf8').includes(`id="${anchor}"`))
            dead.push(`${file}: ${target}`);
        }
      }
    }
    expect(dead).toEqual([]);
  });
}

for (const address of ['/venue/', '/programme/field-visit-schilderswijk/']) {
  test(`images are below the path of the site, of known size and late: ${address}`, () => {
    const images = Array.from(html('path', address).matchAll(/<img [^>]*>/g), ([tag]) => tag);
    const icon = images.find((tag) => tag.includes('alt="The icon"'));
    const photo = images.find((tag) => tag.includes('alt="A photo"'));
    expect(icon).toMatch(/ src="\/some\/path\/icon-512\.png"/);
    expect(icon).toMatch(/ width="512" height="512"/);
    expect(photo).toMatch(/ src="\/some\/path\/_astro\/photo\.[^"]+\.webp"/);
    expect(photo).toMatch(/ width="2560" height="1707"/);
    for (const tag of [icon, photo]) expect(tag).toContain(' loading="lazy"');
  });
}

test('an image is no wider than its page at 320 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 600 });
  await page.goto(`${sites.path}/venue/`);
  const photo = page.getByRole('img', { name: 'A photo' });
  await photo.scrollIntoViewIfNeeded();
  const box = await photo.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 321)).toBeLessThanOrEqual(320);
  expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.5, 1);
});

const read = (file: string) => readFileSync(join(built('path'), file), 'utf8');

test('canonical addresses, the sitemap, the manifest and the card carry the site’s address', () => {
  const site = 'https://example.org/some/path/';
  expect(html('path', '/venue/')).toContain(`<link rel="canonical" href="${site}venue/">`);
  expect(html('path', '/')).toContain(`content="${site}og/card.png"`);
  const listed = [...read('sitemap-0.xml').matchAll(/<loc>([^<]+)</g)].map(([, place]) => place);
  expect(listed.toSorted()).toEqual(
    [
      '',
      'accessibility/',
      'challenge/',
      'learning-from-others/',
      'privacy/',
      'programme/',
      'programme/field-visit-schilderswijk/',
      'register/',
      'venue/',
    ].map((page) => site + page),
  );
  expect(read('robots.txt')).toContain(`Sitemap: ${site}sitemap-index.xml`);
  const manifest = z
    .object({ start_url: z.string(), icons: z.array(z.object({ src: z.string() })) })
    .parse(JSON.parse(read('manifest.webmanifest')));
  expect(manifest.start_url).toBe('/some/path/');
  for (const { src } of manifest.icons)
    expect(existsSync(join(built('path'), src.replace('/some/path/', '')))).toBe(true);
  expect(read('.well-known/security.txt')).toMatch(
    /^Contact: mailto:\S+\nExpires: \S+Z\nPreferred-Languages: en, nl\nCanonical: https:\S+\n$/,
  );
});

test('the site holds the licences of the packages in its scripts', () => {
  const licences = readFileSync(join(built('together'), 'licences.txt'), 'utf8');
  // The proof of work is in a worker, and the search in no bundle.
  expect(licences.match(/^\S+(?= [\d.]+ \()/gm)).toEqual(['altcha-lib', 'pagefind']);
  expect(licences).toMatch(/Copyright \(c\) Pagefind[^]+Permission is hereby granted/);
});

const warnings = (variant: string) =>
  readFileSync(join(sites.folder, variant, 'build.log'), 'utf8').match(/^.*WARN.*$/gm) ?? [];

test('a build without the address of the site warns once, and no other warns of anything', () => {
  expect(warnings('together')).toEqual([expect.stringContaining('SITE_URL is not set')]);
  expect(warnings('path')).toEqual([]);
});

test('the first page describes the event as JSON-LD', () => {
  const [, data = ''] =
    /<script type="application\/ld\+json">([^<]+)</.exec(html('together', '/')) ?? [];
  expect(JSON.parse(data)).toMatchObject({
    '@type': 'Event',
    startDate: '2017-02-15',
    endDate: '2017-02-16',
    location: { address: { streetAddress: 'Binckhorstlaan 249', addressCountry: 'NL' } },
  });
});

test('the build holds no source map, no secret and no hidden file but those that hosts ask for', () => {
  const files = readdirSync(built('together'), { recursive: true }).map(String);
  expect(
    files.filter((file) =>
      /\.map$|\.env|\.data|\.sqlite|key\b[^/]*\.(txt|age|pem|json)$/.test(file),
    ),
  ).toEqual([]);
  expect(files.filter((file) => /(^|\/)\./.test(file)).toSorted()).toEqual([
    '.htaccess',
    '.nojekyll',
    '.well-known',
    '.well-known/security.txt',
  ]);
});

const facts: Record<string, readonly string[]> = {
  '/': [
    'International Conference on Returning Foreign Terrorist Fighters',
    '15–16 February 2017',
    'Fokker Terminal, The Hague',
    'Jozias van Aartsen',
    'Middle East and North Africa',
    'battle-hardened',
    'best practices',
    'lessons',
    'community police',
    'prosecutor’s office',
    'prisons and probation',
    'frontline practice',
    'By invitation of the Mayor',
  ],
  '/challenge/': [
    '30,000',
    'men, women and juveniles',
    'third countries',
    'plot attacks',
    'terrorist cells',
    'local networks',
    'operational expertise',
    'raise funds',
    'recruit',
    'terrorist ideologies',
    'post-traumatic stress disorder',
    'disillusionment',
    'assess risks',
    'porous',
    'stolen',
    'ncrypted communication',
    'mutual legal assistance',
    'reintegration into society',
    'disrupting attacks',
    'social circle',
  ],
  '/learning-from-others/': [
    'International City of Peace and Justice',
    'Europe, the US, Canada',
    'Strong Cities Network',
    'European Forum for Urban Security (Efus)',
    'Radicalisation Awareness Network (RAN)',
    'NCTV',
    'New York',
    '17 November 2016',
    'next step',
  ],
  '/venue/': [
    'Binckhorstlaan 249',
    '2516 BB',
    '1961',
    '1966',
    'Anthony Fokker',
    '1,200 m²',
    '2009',
    '1.9 km north-west',
    '1.3 km west',
    '2.4 km west',
    'as the crow flies',
  ],
  '/programme/': [
    'Wednesday',
    '15 February 2017',
    'Thursday',
    '16 February 2017',
    'Inspiration sessions',
    'Practical workshops',
    'Field visit',
    'The detailed programme follows on 25 January 2017',
    '3 weeks before',
  ],
};

for (const [address, words] of Object.entries(facts)) {
  test(`${address} states its facts`, () => {
    const text = wordsOf(html('together', address));
    for (const word of words) expect(text).toContain(word);
  });
}

const phases = [
  [
    'before',
    'before',
    'Registration opens on 20 January 2017.',
    'Registration opens on 20 January 2017. Until then',
    false,
  ],
  [
    'together',
    'open',
    'Please register your participation',
    'Registration is open. You can register before',
    true,
  ],
  [
    'programme',
    'programme',
    'The detailed programme is published.',
    'Registration is open, and the detailed',
    true,
  ],
  [
    'closed',
    'closed',
    'Registration closed on 10 January 2017. The conference takes place',
    'Registration closed on 10 January 2017.',
    false,
  ],
  ['during', 'during', 'The conference is under way', 'registration is closed', false],
  ['today', 'after', 'The conference took place', 'registration is closed', false],
] as const;

for (const [variant, phase, home, registration, form] of phases) {
  test(`the phase "${phase}" has its words, and its form or none`, () => {
    expect(wordsOf(html(variant, '/'))).toContain(home);
    expect(wordsOf(html(variant, '/register/'))).toContain(registration);
    expect(html(variant, '/register/').includes('<form')).toBe(form);
    // The button of the first page leads to a form, or is not there.
    expect(html(variant, '/').includes('class="button"')).toBe(form);
  });
}

test('a pinned clock is said on every page, and today’s on none', async () => {
  for (const file of await htmlFiles('together')) {
    expect(wordsOf(readFileSync(join(built('together'), file), 'utf8')), file).toContain(
      'as it stood on 16 January 2017',
    );
  }
  for (const file of await htmlFiles('today')) {
    expect(wordsOf(readFileSync(join(built('today'), file), 'utf8')), file).not.toContain(
      'as it stood on',
    );
  }
});

test('a site without an endpoint says how to register otherwise', () => {
  const text = wordsOf(html('none', '/register/'));
  expect(text).toContain('This copy of the site does not accept registrations');
  expect(text).toContain('write to registration@rftf2017.example');
  expect(html('none', '/register/')).not.toContain('<form');
});

test('a site without a form promises nothing that only a form keeps', () => {
  for (const address of ['/register/', '/privacy/']) {
    expect(html('together', address), address).toContain('encrypted');
    expect(html('none', address), address).not.toMatch(/encrypt|personal link|fill in the form/);
  }
});
