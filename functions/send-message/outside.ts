import type { RecentRuns } from '../../domain/campaigns/recent-runs.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { Messages } from '../../domain/messages/messages.ts';
import type { Runs } from '../../domain/runs/runs.ts';
import type { Table } from '../../domain/table.ts';
import type { SendTimes } from '../../domain/timing/send-times.ts';
import type { Template } from '../../workflows/templates/define-template.ts';

/** What sending touches outside itself. */
export interface Outside {
  readonly table: Pick<Table, 'get' | 'query' | 'put' | 'update'>;
  readonly messages: Pick<Messages, 'read' | 'claim' | 'hold' | 'skip' | 'sent' | 'unknown' | 'release'>;
  readonly runs: Pick<Runs, 'begin' | 'done' | 'wasLedOn'>;
  /** What campaigns say, and whether they are paused. */
  readonly campaigns: Pick<RecentRuns, 'read'>;
  /** When messages go. */
  readonly times: SendTimes;
  readonly channels: readonly Channel[];
  readonly signingKey: (now: Date) => Promise<string>;
  readonly templates: readonly Template[];
  readonly brand: Brand;
  /** The domain that answers by email come to; empty where they go to the business's own address. */
  readonly replyDomain: string;
  /** Origin of our pages, without a trailing slash. */
  readonly publicUrl: string;
}
