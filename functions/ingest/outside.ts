import type { Permits } from '../../domain/keys/permits.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Table } from '../../domain/table.ts';
import type { Keyring } from '../shared/http/keyring.ts';

/** What ingest touches outside itself. */
export interface Outside {
  readonly table: Table;
  readonly line: Pick<Line, 'send'>;
  readonly signingKey: (now: Date) => Promise<string>;
  readonly keyring: Pick<Keyring, 'records' | 'find'>;
  readonly permits: Pick<Permits, 'take'>;
}
