import type { Line } from '../../domain/line/line.ts';
import type { Table } from '../../domain/table.ts';

/** A received mail as the bucket has it. */
interface StoredMail {
  readonly bytes: number;
  /** Absent for a mail that is larger than asked for. */
  readonly body?: Uint8Array;
}

/** What receiving touches outside itself. */
export interface Outside {
  readonly table: Table;
  readonly line: Pick<Line, 'send'>;
  readonly signingKey: (now: Date) => Promise<string>;
  /** The object with a mail, up to a size; undefined when it is gone. */
  readonly receivedMail: (key: string, mostBytes: number) => Promise<StoredMail | undefined>;
  /** The domain that answers come to. */
  readonly replyDomain: string;
  /** The addresses that we send from. */
  readonly ours: readonly string[];
}
