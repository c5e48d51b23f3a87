import type { ViewType } from '../streams/stream-state.ts';
import type { KeySchema } from './key-schema.ts';

/** Which attributes an index carries besides the keys. */
export interface Projection {
  readonly type: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly attributes: readonly string[];
}

export interface IndexState {
  readonly name: string;
  readonly scope: 'global' | 'local';
  readonly key: KeySchema;
  readonly projection: Projection;
  /** Part of the name of the index's own SQLite table; never used again in this table. */
  readonly number: number;
}

export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}

export interface StreamSetting {
  readonly arn: string;
  readonly label: string;
  /** Undefined when the stream is off. */
  readonly viewType?: ViewType | undefined;
}

/** All that is known of a table besides its items, kept as JSON. */
export interface TableState {
  readonly name: string;
  /** Names the table's own SQLite tables. */
  readonly id: number;
  readonly arn: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly key: KeySchema;
  /** As given; `key` and the indexes have what follows from them. */
  readonly attributes: readonly { readonly AttributeName: string; readonly AttributeType: string }[];
  readonly indexes: readonly IndexState[];
  readonly billing: 'PAY_PER_REQUEST' | 'PROVISIONED';
  readonly throughput: Throughput;
  readonly deletionProtection: boolean;
  readonly tableClass?: string | undefined;
  readonly encrypted: boolean;
  /** The latest stream, also when it was turned off. */
  readonly stream?: StreamSetting | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** The attribute with the second since 1970 at which an item expires; undefined while that is off. */
  readonly timeToLive?: string | undefined;
  /** Since when, in milliseconds since 1970, and for how many days back. */
  readonly pointInTimeRecovery: { readonly since?: number | undefined; readonly days?: number };
}
