import type { ShownColumn } from '../table.ts';

/** An amount with its cents. */
export const money = (value: unknown): string => (typeof value === 'number' ? value.toFixed(2) : '');

/** A share of one; nothing where there is none. */
export const percent = (value: unknown): string =>
  typeof value === 'number' && Number.isFinite(value) ? `${Math.round(value * 100)}%` : '';

/** A figure that may not be known. */
export const unknown =
  (show: (value: unknown) => string) =>
  (value: unknown): string =>
    value === null ? '?' : show(value);

/** What a row is about; that of what nothing is known to have led to is said in words. */
export const key = (path: string): ShownColumn => ({
  path,
  show: (value) => (value === null ? '(nothing known)' : String(value)),
});
