import type { Channel } from '../../domain/channels/channel.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { Messages } from '../../domain/messages/messages.ts';
import type { Runs } from '../../domain/runs/runs.ts';
import type { Table } from '../../domain/table.ts';
import type { Template } from '../../workflows/templates/define-template.ts';

/** What sending touches outside itself. */
export interface Outside {
  readonly table: Pick<Table, 'get' | 'query' | 'put'>;
  readonly messages: Pick<Messages, 'read' | 'claim' | 'skip' | 'sent' | 'unknown' | 'release'>;
  readonly runs: Pick<Runs, 'begin' | 'done'>;
  readonly channels: readonly Channel[];
  readonly signingKey: (now: Date) => Promise<string>;
  readonly templates: readonly Template[];
  readonly brand: Brand;
  /** Origin of our pages, without a trailing slash. */
  readonly publicUrl: string;
}
