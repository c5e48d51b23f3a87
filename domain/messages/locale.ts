/** A BCP 47 locale as templates' variants are named: `de`, `de-AT`. */
export const localePattern = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** From the most to the least particular: `de-AT`, `de`. Traits come as `de_AT` too, as phones write it. */
function wider(locale: string): readonly string[] {
  const parts = locale.trim().replaceAll('_', '-').split('-');
  const [language = '', ...rest] = parts;
  const canonical = [
    language.toLowerCase(),
    ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part)),
  ];
  return canonical.map((_, index) => canonical.slice(0, canonical.length - index).join('-'));
}

/** The locale that a person's traits state, by Segment's `locale` or a plain `language`; undefined if they state none. */
function localeOf(traits: Readonly<Record<string, unknown>>): string | undefined {
  const stated = [traits.locale, traits.language].find(
    (each) => typeof each === 'string' && each.trim() !== '',
  );
  return typeof stated === 'string' ? stated : undefined;
}

/** The locale in which somebody is written to: the one that they state, else the business's. */
export const localeFor = (
  traits: Readonly<Record<string, unknown>>,
  { locale }: { readonly locale?: string | undefined },
): string | undefined => localeOf(traits) ?? locale;

/** The variant that a reader of `locale` gets: `de-AT`, else `de`, else `default`. */
export function variantOf(variants: Readonly<Record<string, unknown>>, locale: string | undefined): string {
  const wanted = locale === undefined ? [] : wider(locale);
  return wanted.find((each) => Object.hasOwn(variants, each)) ?? 'default';
}

/**
 * Of something that exists in several languages what a reader of `locale` gets: `de-AT`, else `de`, else the default.
 */
export function inLocale<Content>(
  variants: Readonly<Record<string, Content>>,
  locale: string | undefined,
): Content | undefined {
  return variants[variantOf(variants, locale)];
}
