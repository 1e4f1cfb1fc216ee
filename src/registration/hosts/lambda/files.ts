/** The AWS Lambda function `index.handler`, around `endpoint.mjs` and `site.mjs`. */
export function lambdaFiles(): Record<string, string> {
  return {
    'index.mjs': `import site from './site.mjs';
import { lambda } from './endpoint.mjs';

export const handler = lambda(site, process.env);
`,
  };
}
