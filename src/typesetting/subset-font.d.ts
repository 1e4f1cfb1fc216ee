/** The part of subset-font that the build uses (https://github.com/papandreou/subset-font). */
declare module 'subset-font' {
  interface Options {
    readonly targetFormat: 'sfnt' | 'woff2';
    /** The layout features that stay, by OpenType tag. */
    readonly keepFeatures: readonly string[];
    /** One value of an axis, or what is left of it. */
    readonly variationAxes?: Readonly<Record<string, number | { min: number; max: number }>>;
  }

  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: Options,
  ): Promise<Uint8Array>;
}
