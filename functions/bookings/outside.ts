import type { Bookings } from '../../domain/bookings/bookings.ts';
import type { Centre } from '../../domain/centre/centre.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { Table } from '../../domain/table.ts';

/** What the pages touch outside themselves. */
export interface Outside {
  readonly table: Pick<Table, 'get'>;
  readonly bookings: Bookings;
  readonly line: Pick<Line, 'send'>;
  readonly signingKey: (now: Date) => Promise<string>;
  readonly brand: Brand;
  readonly centre: Centre;
  /** Origin of our pages, without a trailing slash. */
  readonly publicUrl: string;
}
