/** What the files of a folder may import. */
interface Room {
  readonly folders: readonly string[];
  /** The packages; left out, any. */
  readonly packages?: RegExp;
}

const core = /^(zod(\/mini)?|hono(\/.*)?|age-encryption|altcha-lib(\/.*)?)$/;

/** Every folder of `src/` that holds code, from what stands on nothing to what stands on the rest. */
export const rooms: Readonly<Record<string, Room>> = {
  delivery: { folders: [], packages: /^(zod|temporal-polyfill(\/.*)?)$/ },
  figures: { folders: [], packages: /^$/ },
  words: { folders: [] },
  event: { folders: ['words'], packages: /^(zod|temporal-polyfill(\/.*)?)$/ },
  'registration/record': { folders: ['delivery'], packages: core },
  explain: { folders: ['event'], packages: /^(zod|temporal-polyfill(\/.*)?)$/ },
  'registration/store': { folders: ['registration/record'] },
  programme: {
    folders: ['delivery', 'event', 'explain', 'words'],
    packages: /^(zod|temporal-polyfill(\/.*)?)$/,
  },
  'registration/retention': { folders: ['event', 'registration/store'], packages: core },
  'registration/store/sql': { folders: ['registration/record', 'registration/store'] },
  browser: { folders: ['programme', 'words'] },
  'content-check/source': { folders: ['event', 'explain', 'programme'] },
  exchange: {
    folders: ['delivery', 'event', 'programme', 'words'],
    packages: /^(ical-generator|fast-xml-parser|node:.*)$/,
  },
  'registration/form': {
    folders: ['event', 'programme', 'registration/record', 'words'],
    packages: core,
  },
  'registration/store/postgres': { folders: ['registration/store', 'registration/store/sql'] },
  'registration/store/sqlite': {
    folders: ['registration/record', 'registration/store', 'registration/store/sql'],
  },
  site: { folders: ['delivery', 'event', 'programme', 'words'] },
  '.': { folders: ['delivery', 'event', 'programme', 'registration/form', 'words'] },
  components: {
    folders: [
      'browser',
      'delivery',
      'event',
      'figures',
      'programme',
      'registration/form',
      'site',
      'words',
    ],
  },
  'content-check/text': { folders: ['content-check/source', 'event', 'explain'] },
  'exchange/import/read': {
    folders: ['event', 'exchange'],
    packages: /^(temporal-polyfill|ical\.js|fast-xml-parser|turndown|satteri|yaml|zod|node:.*)$/,
  },
  'pages/.well-known': { folders: ['delivery', 'site'] },
  'registration/browser': { folders: ['registration/form'] },
  'registration/export': {
    folders: ['event', 'explain', 'registration/form', 'registration/record', 'registration/store'],
  },
  'registration/seal': {
    folders: ['registration/form', 'registration/record', 'registration/store'],
    packages: core,
  },
  'registration/store/d1': {
    folders: [
      'registration/record',
      'registration/store',
      'registration/store/sql',
      'registration/store/sqlite',
    ],
  },
  'content-check/programme': {
    folders: [
      'content-check/source',
      'content-check/text',
      'event',
      'explain',
      'programme',
      'words',
    ],
  },
  'exchange/import/content': {
    folders: ['event', 'exchange/import/read', 'explain', 'programme'],
    packages: /^(temporal-polyfill|ical\.js|fast-xml-parser|turndown|satteri|yaml|zod|node:.*)$/,
  },
  layouts: {
    folders: ['browser', 'components', 'delivery', 'event', 'programme', 'site', 'styles', 'words'],
  },
  'registration/http': {
    folders: [
      'delivery',
      'event',
      'registration/browser',
      'registration/form',
      'registration/record',
      'registration/seal',
      'registration/store',
      'words',
    ],
    packages: core,
  },
  'registration/mail': {
    folders: ['event', 'registration/form', 'registration/seal', 'registration/store', 'words'],
    packages: core,
  },
  'registration/store/databases': {
    folders: [
      'registration/store',
      'registration/store/d1',
      'registration/store/postgres',
      'registration/store/sqlite',
    ],
  },
  'content-check': {
    folders: [
      'content-check/programme',
      'content-check/source',
      'content-check/text',
      'delivery',
      'event',
      'explain',
      'programme',
      'registration/form',
      'registration/mail',
      'words',
    ],
  },
  'exchange/import/plan': {
    folders: [
      'event',
      'exchange',
      'exchange/import/content',
      'exchange/import/read',
      'programme',
      'words',
    ],
    packages: /^(temporal-polyfill|ical\.js|fast-xml-parser|turndown|satteri|yaml|zod|node:.*)$/,
  },
  pages: {
    folders: [
      'browser',
      'components',
      'delivery',
      'event',
      'exchange',
      'layouts',
      'programme',
      'registration/browser',
      'registration/form',
      'site',
    ],
  },
  'pages/og': { folders: ['event', 'figures', 'layouts', 'site'] },
  'pages/problems': { folders: ['components', 'delivery', 'layouts', 'site', 'words'] },
  'pages/programme': { folders: ['delivery', 'event', 'exchange', 'layouts', 'programme', 'site'] },
  'pages/speakers': { folders: ['layouts', 'site'] },
  'registration/access': {
    folders: [
      'delivery',
      'event',
      'registration/form',
      'registration/http',
      'registration/record',
      'registration/store',
    ],
    packages: core,
  },
  'registration/content': {
    folders: ['delivery', 'event', 'programme', 'registration/form', 'registration/mail', 'words'],
  },
  'registration/places': {
    folders: [
      'registration/form',
      'registration/http',
      'registration/record',
      'registration/store',
    ],
    packages: core,
  },
  'exchange/import': {
    folders: ['exchange/import/content', 'exchange/import/plan', 'exchange/import/read'],
    packages: /^(temporal-polyfill|ical\.js|fast-xml-parser|turndown|satteri|yaml|zod|node:.*)$/,
  },
  'registration/changes': {
    folders: [
      'event',
      'registration/access',
      'registration/form',
      'registration/http',
      'registration/places',
      'registration/record',
      'registration/seal',
      'registration/store',
    ],
    packages: core,
  },
  'registration/hosts': {
    folders: [
      'delivery',
      'event',
      'registration/access',
      'registration/form',
      'registration/http',
      'registration/mail',
      'registration/places',
      'registration/record',
      'registration/retention',
      'registration/seal',
      'registration/store',
      'words',
    ],
  },
  'registration/guest': {
    folders: [
      'delivery',
      'event',
      'programme',
      'registration/access',
      'registration/changes',
      'registration/form',
      'registration/http',
      'registration/places',
      'registration/record',
      'registration/store',
      'words',
    ],
    packages: core,
  },
  registration: {
    folders: [
      'registration/access',
      'registration/changes',
      'registration/form',
      'registration/guest',
      'registration/http',
      'registration/places',
      'registration/record',
      'registration/seal',
    ],
    packages: core,
  },
  'registration/hosts/functions': {
    folders: [
      'registration',
      'registration/hosts',
      'registration/record',
      'registration/seal',
      'registration/store/postgres',
      'registration/store/sql',
    ],
  },
  'registration/hosts/process': {
    folders: [
      'delivery',
      'registration',
      'registration/content',
      'registration/form',
      'registration/hosts',
      'registration/mail',
      'registration/record',
      'registration/retention',
      'registration/seal',
      'registration/store',
      'registration/store/databases',
    ],
  },
  'registration/hosts/bun': { folders: ['registration/hosts/process'] },
  'registration/hosts/deno': { folders: ['registration/hosts/process'] },
  'registration/hosts/lambda': { folders: ['registration/hosts', 'registration/hosts/functions'] },
  'registration/hosts/netlify': {
    folders: [
      'registration/hosts',
      'registration/hosts/functions',
      'registration/hosts/registration',
    ],
  },
  'registration/hosts/node': { folders: ['registration/hosts/process'] },
  'registration/hosts/vercel': { folders: ['registration/hosts', 'registration/hosts/functions'] },
  'registration/hosts/workers': {
    folders: [
      'registration/hosts',
      'registration/hosts/functions',
      'registration/store/d1',
      'registration/store/sql',
    ],
  },
  'registration/organiser': {
    folders: [
      'delivery',
      'event',
      'registration/access',
      'registration/changes',
      'registration/content',
      'registration/export',
      'registration/form',
      'registration/hosts/process',
      'registration/places',
      'registration/record',
      'registration/retention',
      'registration/seal',
      'registration/store',
      'registration/store/databases',
    ],
  },
  integrations: {
    folders: [
      'content-check',
      'content-check/source',
      'delivery',
      'exchange',
      'registration/content',
      'registration/hosts',
      'registration/hosts/lambda',
      'registration/hosts/netlify',
      'registration/hosts/process',
      'registration/hosts/vercel',
      'registration/hosts/workers',
      'words',
    ],
  },
};
