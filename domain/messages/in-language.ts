import type { Service } from '../centre/centre.ts';
import type { Brand } from './brand.ts';
import { inLocale } from './locale.ts';

/** A service by its id, with what it is called in other languages. */
export type NamedService = Pick<Service, 'id' | 'name' | 'names'>;

/** What Liquid sees of the business, as it sounds in a language: its tone, and what its services are called. */
export const inLanguage = (brand: Brand, services: readonly NamedService[], lang: string | undefined) => ({
  brand: { ...brand, ...inLocale(brand.translations ?? {}, lang) },
  services: Object.fromEntries(
    services.map(({ id, name, names = {} }) => [id, inLocale({ ...names, default: name }, lang)] as const),
  ),
  lang,
});
