import { plain } from './plain.ts';

/** Traits by which people are called, and with which they sign. */
const called = ['firstName', 'lastName', 'name'];

/** The words of a person's names, in text as `plain` gives it. */
export const namesOf = (traits: Readonly<Record<string, unknown>>): readonly string[] =>
  called.flatMap((trait) => {
    const name = traits[trait];
    return typeof name === 'string' ? (plain(name.slice(0, 100)).match(/[\p{L}']+/gu) ?? []) : [];
  });
