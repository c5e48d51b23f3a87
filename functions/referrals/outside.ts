import type { Line } from '../../domain/line/line.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { Table } from '../../domain/table.ts';

/** What the landing page touches outside itself. */
export interface Outside {
  readonly table: Table;
  readonly line: Pick<Line, 'send'>;
  readonly signingKey: (now: Date) => Promise<string>;
  readonly brand: Brand;
}
