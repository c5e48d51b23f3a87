import type { Bookings } from '../../domain/bookings/bookings.ts';
import type { Centre } from '../../domain/centre/centre.ts';
import type { Outbox } from '../../domain/line/outbox.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { Table } from '../../domain/table.ts';

/** What the pages touch outside themselves. */
export interface Outside {
  readonly table: Pick<Table, 'get'>;
  readonly bookings: Bookings;
  readonly outbox: Pick<Outbox, 'flush'>;
  readonly signingKey: (now: Date) => Promise<string>;
  readonly brand: Brand;
  readonly centre: Centre;
  /** Origin of our pages, without a trailing slash. */
  readonly publicUrl: string;
}
