/** The business, as far as a stranger's browser is told of it. Put in place when the script is bundled. */
declare const BRAND: {
  readonly name: string;
  /** Colours as `#0b5cad`. */
  readonly primary: string;
  readonly onPrimary: string;
};

export const brand = BRAND;
