import { hash } from 'node:crypto';

/** A stretch of a stream, kept as JSON. Its records have numbers past `starts`, up to `ends`. */
export interface Shard {
  readonly id: string;
  /** The shard before it, also when that is gone. */
  readonly parent?: string;
  /** A number that no record has, so that one can go on behind it before there is a record. */
  readonly starts: number;
  /** Milliseconds since 1970. */
  readonly openedAt: number;
  /** Nothing is added any more; both are there or neither. */
  readonly ends?: number;
  readonly closedAt?: number;
}

/** A shard takes records for so long: "typically around 4 hours", as AWS's support tells. */
const openMs = 4 * 60 * 60 * 1000;

export const isSpent = (shard: Shard, now: number): boolean => now - shard.openedAt >= openMs;

export const newShard = (stream: string, starts: number, openedAt: number, parent?: Shard): Shard => ({
  id: `shardId-${String(openedAt).padStart(20, '0')}-${hash('md5', `${stream} ${starts}`, 'hex').slice(0, 8)}`,
  ...(parent && { parent: parent.id }),
  starts,
  openedAt,
});
