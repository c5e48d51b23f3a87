import { type CellType, readCell } from './cell.ts';
import type { Origin } from './mapping.ts';

export type Values = Readonly<Record<string, unknown>>;

/** What was wrong with which column, or field of a call; the reason is a sentence that starts with it. */
export interface Fault {
  readonly field: string;
  readonly reason: string;
}

export const faultOf = (field: string, what: string): Fault => ({ field, reason: `${field}: ${what}` });

/** A row's cells as they are read: what is wrong with them, and which column filled which field of the row's calls. */
export class Cells {
  readonly values: Values;
  readonly faults: Fault[] = [];
  readonly columns = new Map<string, string>();
  readonly #remove: string | undefined;

  /** @param remove the text of a cell that takes away */
  constructor(values: Values, remove: string | undefined) {
    this.values = values;
    this.#remove = remove;
  }

  /** What a value says, of which `field` is told if it is wrong; undefined if it says nothing. */
  read(field: string, value: unknown, type?: CellType): unknown {
    const cell = readCell(value, type, this.#remove);
    if (!cell || 'value' in cell) return cell?.value;
    this.fault(field, cell.fault);
    return undefined;
  }

  /** What is said for a field of a call, by a column or for every row. */
  from(origin: Origin | undefined, field: string, type?: CellType): unknown {
    if (origin === undefined) return undefined;
    if ('value' in origin) return this.read(field, origin.value, type);
    const { column } = origin;
    this.columns.set(field, column);
    return Object.hasOwn(this.values, column) ? this.read(column, this.values[column], type) : undefined;
  }

  /** @param field of a call, or a column */
  fault(field: string, what: string): void {
    this.faults.push(faultOf(this.columns.get(field) ?? field, what));
  }
}
