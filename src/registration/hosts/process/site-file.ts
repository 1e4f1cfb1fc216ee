import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { isCompressible, mediaTypes } from '../../../delivery/media-types.ts';

const encoders = { br: promisify(brotliCompress), gzip: promisify(gzip) };

type Coding = keyof typeof encoders;

/** A file of the site in one content coding. */
export interface Representation {
  readonly coding: Coding | 'identity';
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** A strong validator (RFC 9110, section 8.8.3), different for each coding. */
  readonly tag: string;
}

/** A file of the site, ready to send. */
export interface SiteFile {
  readonly type: string;
  /** Whether the reply depends on `Accept-Encoding`. */
  readonly varies: boolean;
  /** The file in the best coding that an `Accept-Encoding` header allows. */
  readonly in: (accepted: string) => Promise<Representation>;
}

/**
 * Whether an `Accept-Encoding` header lists a coding without a weight of zero (RFC 9110, 12.5.3).
 */
function accepts(field: string, coding: string): boolean {
  return field.split(',').some((part) => {
    const [name = '', weight = ''] = part.split(';').map((text) => text.trim().toLowerCase());
    return name === coding && !/^q=0(\.0*)?$/.test(weight);
  });
}

/** Makes a file of the site from its path and bytes. It is compressed once, on first use. */
export function siteFile(path: string, content: Uint8Array): SiteFile {
  const bytes = Uint8Array.from(content);
  const type = mediaTypes[extname(path)] ?? 'application/octet-stream';
  const varies = isCompressible(type) && bytes.length > 512;
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  const made = new Map<Coding, Promise<Representation>>();

  async function make(coding: Coding): Promise<Representation> {
    const encoded = Uint8Array.from(await encoders[coding](bytes));
    return { coding, bytes: encoded, tag: `"${digest}-${coding}"` };
  }
  function representation(coding: Coding): Promise<Representation> {
    const standing = made.get(coding) ?? make(coding);
    made.set(coding, standing);
    return standing;
  }
  const identity = { coding: 'identity', bytes, tag: `"${digest}"` } as const;
  return {
    type,
    varies,
    in: async (accepted) => {
      if (varies && accepts(accepted, 'br')) return representation('br');
      if (varies && accepts(accepted, 'gzip')) return representation('gzip');
      return identity;
    },
  };
}
