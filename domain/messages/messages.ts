import type { ChannelId } from '../../workflows/channels.ts';
import type { MessageTask } from '../../workflows/task.ts';
import type { SkipReason } from '../consent/may-receive.ts';
import { messageKey } from '../records.ts';
import { type Expression, isConditionFailure, type Table } from '../table.ts';
import type { MessageKind } from './message-kind.ts';
import type { MessageRecord, Tried } from './message-record.ts';

type TaskRef = Pick<MessageTask, 'run' | 'step' | 'visit' | 'template'>;

/** What is known when it is decided whether a message goes out. */
export interface Decision {
  readonly task: TaskRef;
  readonly kind: MessageKind;
  readonly channel: ChannelId;
  /** The channels that were tried before it. */
  readonly tried: readonly Tried[];
  /** Sequence number of the person's last event. */
  readonly after: number;
  readonly now: Date;
}

const newRecord = ({ task, kind, channel, tried, after, now }: Decision) => ({
  ...messageKey(task.run.person, task.run.id, task.step, task.visit),
  person: task.run.person,
  run: task.run.id,
  journey: task.run.journey,
  step: task.step,
  visit: task.visit,
  channel,
  ...(tried.length > 0 && { tried }),
  template: task.template,
  kind,
  after,
  at: now.toISOString(),
});

/** The records of messages. A message is claimed under (run, step, visit) before it is sent, and a claim has one holder. */
export class Messages {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  read({ run, step, visit }: TaskRef): Promise<MessageRecord | undefined> {
    return this.#table.get(messageKey(run.person, run.id, step, visit));
  }

  /** Claims a message, over the `previous` claim if there was one. Undefined when somebody else did meanwhile. */
  claim(decision: Decision, previous?: MessageRecord): Promise<MessageRecord | undefined> {
    const claims = (previous?.claims ?? 0) + 1;
    return this.#write({ ...newRecord(decision), status: 'claimed', claims }, previous);
  }

  /** Writes down that a message is not sent, and why. Undefined when somebody else claimed it meanwhile. */
  skip(decision: Decision, reason: SkipReason, previous?: MessageRecord): Promise<MessageRecord | undefined> {
    const claims = previous?.claims ?? 0;
    return this.#write({ ...newRecord(decision), status: 'skipped', reason, claims }, previous);
  }

  /** The provider took it. Whoever sent it may say so, whatever became of the claim meanwhile. */
  async sent(record: MessageRecord, providerId: string): Promise<void> {
    await this.#update(record, 'SET #status = :sent, providerId = :providerId REMOVE reason', {
      condition: 'attribute_exists(pk)',
      values: { ':sent': 'sent', ':providerId': providerId },
    });
  }

  /** Nobody knows whether it went out. Does nothing when the provider has told meanwhile. */
  unknown(record: MessageRecord): Promise<void> {
    return this.#end(record, 'unknown');
  }

  /** The provider refused it for certain: the claim is given back, so that a retry or a redrive may send it. */
  release(record: MessageRecord, reason: string): Promise<void> {
    return this.#end(record, 'failed', reason);
  }

  async #write(record: MessageRecord, previous?: MessageRecord): Promise<MessageRecord | undefined> {
    const unchanged = previous
      ? {
          condition: '#status = :status AND claims = :claims',
          names: { '#status': 'status' },
          values: { ':status': previous.status, ':claims': previous.claims },
        }
      : { condition: 'attribute_not_exists(pk)' };
    try {
      await this.#table.put(record, unchanged);
      return record;
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      return undefined;
    }
  }

  #end(record: MessageRecord, status: 'unknown' | 'failed', reason?: string): Promise<void> {
    return this.#update(record, `SET #status = :status${reason ? ', reason = :reason' : ''}`, {
      condition: '#status = :claimed AND claims = :claims',
      values: { ':status': status, ':reason': reason, ':claimed': 'claimed', ':claims': record.claims },
    });
  }

  /** An update that does nothing where its condition does not hold: somebody knew better, or the person was erased. */
  async #update(record: MessageRecord, update: string, expression: Expression): Promise<void> {
    try {
      await this.#table.update(record, update, { ...expression, names: { '#status': 'status' } });
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }
}
