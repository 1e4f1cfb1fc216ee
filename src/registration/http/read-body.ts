import { Refusal } from '../record/refusal.ts';
import { mostFields } from '../form/fields.ts';
import type { Fields } from '../form/submission.ts';

/** The most bytes of a registration's body. */
export const bodyLimit = 16 * 1024;
// Half a second less than the ten that are promised, so that the answer is out in time.
const deadline = 9_500;

const mediaType =
  /^(application\/x-www-form-urlencoded|application\/json)\s*(?:;\s*charset\s*=\s*("?)utf-8\2\s*)?;?$/i;

/**
 * How a request's body is written: as a form or as JSON, both in UTF-8 and not compressed.
 * @throws Refusal `unsupported-media-type` for everything else.
 */
export function bodyKind(request: Request): 'form' | 'json' {
  const type = mediaType.exec(request.headers.get('Content-Type') ?? '')?.[1]?.toLowerCase();
  const encoding = request.headers.get('Content-Encoding') ?? 'identity';
  if (type === undefined || encoding !== 'identity') throw new Refusal('unsupported-media-type');
  return type === 'application/json' ? 'json' : 'form';
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array> {
  const bytes = new Uint8Array(bodyLimit);
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, length);
    if (length + value.length > bodyLimit) throw new Refusal('body-too-large');
    bytes.set(value, length);
    length += value.length;
  }
}

/** A body on its way, and how to wait for no more of it. */
interface Incoming {
  readonly bytes: Promise<Uint8Array>;
  readonly cancel: () => void;
}

function piecewise(request: Request): Incoming {
  const reader = request.body?.getReader();
  return {
    bytes: reader === undefined ? Promise.resolve(new Uint8Array()) : readAll(reader),
    // A broken connection cannot be cancelled again.
    cancel: () => reader?.cancel().catch(() => undefined),
  };
}

/** For a body whose length is declared, and so bounded by its host; a host reads it without a stream. */
function atOnce(request: Request): Incoming {
  const bytes = request.arrayBuffer().then((buffer) => {
    if (buffer.byteLength > bodyLimit) throw new Refusal('body-too-large');
    return new Uint8Array(buffer);
  });
  return { bytes, cancel: () => undefined };
}

/**
 * Reads a body of at most `bodyLimit` bytes, within ten seconds, and not at all where its length is
 * declared to be more.
 * @throws Refusal `body-too-large`, `request-timeout`, or `malformed-body` where it breaks off.
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  const declared = Number(request.headers.get('Content-Length') ?? NaN);
  if (declared > bodyLimit) throw new Refusal('body-too-large');
  const { bytes, cancel } = Number.isNaN(declared) ? piecewise(request) : atOnce(request);
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Refusal('request-timeout')), deadline);
  try {
    return await Promise.race([bytes, late.promise]);
  } catch (error) {
    // What is still on its way is not waited for.
    cancel();
    throw error instanceof Refusal ? error : new Refusal('malformed-body');
  } finally {
    clearTimeout(timer);
  }
}

function decoded(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function formFields(text: string): Fields {
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > mostFields) throw new SyntaxError('The form has too many fields.');
  const fields = new Map<string, unknown>();
  for (const pair of pairs) {
    const [name = '', ...rest] = pair.split('=');
    const field = decoded(name);
    const value = decoded(rest.join('='));
    const before = fields.get(field);
    // A field that comes again becomes a list.
    if (Array.isArray(before)) before.push(value);
    else fields.set(field, fields.has(field) ? [before, value] : value);
  }
  return fields;
}

/**
 * Refuses a JSON text whose objects name a key twice, of which JSON.parse would keep the last without a word, or
 * that holds more values than a form has fields; `json` is well-formed.
 */
function checkKeys(json: string): void {
  const open: Set<string>[] = [];
  let values = 1;
  for (const [token, colon] of json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\],]/g)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') values += 1;
    else if (colon !== undefined) {
      const key = String(JSON.parse(token.slice(0, -colon.length)));
      if (open.at(-1)?.has(key)) throw new SyntaxError('The JSON text names a key twice.');
      open.at(-1)?.add(key);
    }
    if (values > mostFields) throw new SyntaxError('The JSON text has too many values.');
  }
}

function jsonFields(text: string): Fields {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new SyntaxError('The JSON text is not an object.');
  }
  checkKeys(text);
  return new Map<string, unknown>(Object.entries(value));
}

/**
 * Parses a body into fields. The values are text; from JSON they are whatever it held.
 * @throws Refusal `malformed-body` for bytes that are not UTF-8 (also percent-encoded ones), a stray
 * `%`, JSON that does not parse (also one that begins with a byte order mark), is not an object or names
 * a key twice, and more than `mostFields` fields.
 */
export function bodyFields(kind: 'form' | 'json', body: Uint8Array): Fields {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return kind === 'json' ? jsonFields(text) : formFields(text);
  } catch {
    throw new Refusal('malformed-body');
  }
}
