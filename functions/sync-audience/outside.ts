import type { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import type { Connections } from '../../domain/audiences/connections.ts';
import type { Line } from '../../domain/line/line.ts';
import type { Table } from '../../domain/table.ts';
import type { Log } from '../shared/log.ts';

/** What making the networks agree touches outside itself, besides the networks. */
export interface Outside {
  readonly table: Table;
  readonly connections: Pick<Connections, 'read'>;
  readonly queue: Pick<AudienceQueue, 'send'>;
  readonly line: Pick<Line, 'send'>;
  readonly log: Log;
}
