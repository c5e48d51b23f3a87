import type { Line } from '../../domain/line/line.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { Table } from '../../domain/table.ts';
import type { KeywordAnswers } from './keyword-answers.ts';

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
  readonly keywordAnswers: Pick<KeywordAnswers, 'goBy' | 'send'>;
  /** Who we are, in what is said to STOP and HELP. */
  readonly brand: Pick<Brand, 'name' | 'staffEmail' | 'locale'>;
  /** The domain that answers come to. */
  readonly replyDomain: string;
  /** The addresses that we send from. */
  readonly ours: readonly string[];
}
