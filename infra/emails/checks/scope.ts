import type { Known } from './known.ts';
import { type Path, shownPath } from './liquid-paths.ts';

/** What is so at one place of a source. */
export interface Scope {
  /** The variables that are known there. */
  readonly known: Known;
  /** Those that were asked for, so that they are not missing there. */
  readonly asked: ReadonlySet<string>;
}

function stepInto(known: Known, part: string): Known | undefined {
  if (known.open) return known;
  if (known.entry) return ['size', 'first', 'last'].includes(part) ? { open: true } : known.entry;
  return known.fields && Object.hasOwn(known.fields, part) ? known.fields[part] : undefined;
}

/** What is known of a variable. */
export const knownAt = (known: Known, path: Path): Known | undefined =>
  path.reduce<Known | undefined>((at, part) => at && stepInto(at, part), known);

/** The first part of a path that is not known, by what it should have been in; undefined for a known path. */
export function unknownFrom(
  known: Known,
  path: Path,
): { readonly within: Known; readonly parent: string } | undefined {
  let within = known;
  for (const [index, part] of path.entries()) {
    const next = stepInto(within, part);
    if (!next) return { within, parent: shownPath(path.slice(0, index)) };
    within = next;
  }
  return undefined;
}

/** The part of a path that may be missing at this place; undefined if none. */
export function mayMiss({ known, asked }: Scope, path: Path): string | undefined {
  for (let length = 1; length <= path.length; length += 1) {
    const part = path.slice(0, length);
    if (knownAt(known, part)?.optional && !asked.has(shownPath(part)) && !asked.has(shownPath(path)))
      return shownPath(part);
  }
  return undefined;
}
