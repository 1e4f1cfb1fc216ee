import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { deploymentFrom } from './src/delivery/deployment.ts';
import { builtSite } from './src/integrations/built-site.ts';
import { contentCheck } from './src/integrations/content-check.ts';
import { endpoint } from './src/integrations/endpoint.ts';
import { markdownAddresses } from './src/integrations/markdown-addresses.ts';
import { words } from './src/integrations/words.ts';
import { markup } from './src/markdown/markup.ts';
import { features } from './src/markdown/read-markdown.ts';
import { siteFonts } from './src/typesetting/site-fonts.ts';
import { wordsOfEvent } from './src/words/read-words.ts';
import { say } from './src/words/text.ts';

const deployment = deploymentFrom(process.env);

/** What pages say about their footnotes, in the event's language. */
function footnoteWords() {
  const { footnotes, back_to_note } = wordsOfEvent('content').page;
  return { footnotes, backToNote: (number) => say(back_to_note, { number }) };
}

export default defineConfig({
  site: new URL(deployment.site).origin,
  base: deployment.base,
  trailingSlash: 'always',
  outDir: './dist/site',
  cacheDir: './.astro/cache',
  // The default strips the space before an inline tag at a line's end.
  compressHTML: true,
  // Pages wait for the disk: several are written side by side.
  build: { format: 'directory', concurrency: 8 },
  devToolbar: { enabled: false },
  // The colours of Astro's highlighter are styles in elements, which the pages' policy refuses.
  markdown: {
    syntaxHighlight: false,
    processor: satteri({
      features,
      hastPlugins: [markup(footnoteWords), markdownAddresses(deployment, 'public')],
    }),
  },
  image: { service: { entrypoint: './src/integrations/light-images.ts' } },
  fonts: siteFonts(),
  integrations: [
    words(),
    contentCheck(),
    mdx(),
    sitemap({ filter: (page) => !page.includes('/problems/') && !page.endsWith('/search/') }),
    builtSite(),
    endpoint(),
  ],
  vite: {
    build: {
      assetsInlineLimit: 0,
      // Phones of 2022 still get both themes: the bundler writes light-dark() in older words.
      cssTarget: ['chrome100', 'firefox100', 'safari15.4'],
      // Astro marks its own modules with a directive that the bundler does not know.
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
  },
});
