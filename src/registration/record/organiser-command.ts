/** Whether this code is a part of what a build wrote, and no source file in a checkout. */
export const isBuilt = !String(import.meta.url).endsWith('.ts');

/**
 * How organisers call their command: through npm in a checkout, and by its file in what was built, from the folder that
 * holds `dist/`.
 */
export const organiserCommand = isBuilt
  ? 'node dist/endpoint/node/registrations.mjs'
  : 'npm run registrations --';
