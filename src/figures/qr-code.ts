import { encode } from 'uqr';

/** A QR code as a drawing in a square of `size` units, one unit a module. */
export interface QrCode {
  readonly size: number;
  /** An SVG path to be stroked one unit wide: every run of dark modules is one line. */
  readonly path: string;
}

/** The light modules that a reader needs round a code (ISO/IEC 18004). */
const quietZone = 4;

/**
 * The QR code of an address, with its quiet zone. A quarter of it may be hidden or dirty, as on a
 * folded letter, where the address is short enough.
 */
export function qrCode(address: string): QrCode {
  const { data, size } = encode(address, { ecc: 'M', boostEcc: true, border: 0 });
  const lines = data.flatMap((row, y) => {
    const modules = row.map((dark) => (dark ? '1' : '0')).join('');
    return Array.from(
      modules.matchAll(/1+/g),
      ({ index, 0: run }) => `M${index + quietZone} ${y + quietZone + 0.5}h${run.length}`,
    );
  });
  return { size: size + 2 * quietZone, path: lines.join('') };
}
