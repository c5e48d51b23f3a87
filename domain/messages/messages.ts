import type { ChannelId } from '../../workflows/channels.ts';
import type { MessageTask, SendTask } from '../../workflows/task.ts';
import { messageKey } from '../records.ts';
import { type Expression, failedConditions, isConditionFailure, type Table, type Write } from '../table.ts';
import type { MessageKind } from './message-kind.ts';
import type { Held, MessageRecord, NextChannels, NotSent, Tried } from './message-record.ts';

type TaskRef = Pick<MessageTask, 'run' | 'step' | 'visit' | 'template'> &
  Pick<Partial<SendTask>, 'conversation' | 'campaign'>;

/** What is known when it is decided whether a message goes out. */
export interface Decision {
  readonly task: TaskRef;
  readonly kind: MessageKind;
  readonly channel: ChannelId;
  /** The channels that were tried before it. */
  readonly tried: readonly Tried[];
  /** What it takes to go by a channel after this one. */
  readonly next?: NextChannels;
  /** What the rules of timing say of it. */
  readonly why?: string;
  /** Sequence number of the person's last event. */
  readonly after: number;
  /** The segments that the person is in. */
  readonly segments?: readonly string[] | undefined;
  readonly now: Date;
}

const newRecord = (
  { task, kind, channel, tried, next, why, after, segments, now }: Decision,
  previous: MessageRecord | undefined,
) => ({
  ...messageKey(task.run.person, task.run.id, task.step, task.visit),
  person: task.run.person,
  run: task.run.id,
  journey: task.run.journey,
  step: task.step,
  visit: task.visit,
  channel,
  ...(tried.length > 0 && { tried }),
  ...(next && { next }),
  ...(task.conversation && { thread: task.conversation.thread }),
  ...(task.campaign && { campaign: task.campaign }),
  ...(segments?.length && { segments }),
  template: task.template,
  kind,
  ...(why !== undefined && { why }),
  ...(previous?.held && { held: previous.held }),
  after,
  at: now.toISOString(),
});

/** Others wrote the contact log under a claim: nothing was written, and its timing is decided anew. */
export const contended = 'contended';

/** The record is still as it was read. */
const unchanged = (previous: MessageRecord | undefined): Expression =>
  previous
    ? {
        condition: '#status = :status AND claims = :claims',
        names: { '#status': 'status' },
        values: { ':status': previous.status, ':claims': previous.claims },
      }
    : { condition: 'attribute_not_exists(pk)' };

/** The records of messages. A message is claimed under (run, step, visit) before it is sent, and a claim has one holder. */
export class Messages {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  read({ run, step, visit }: TaskRef): Promise<MessageRecord | undefined> {
    return this.#table.get(messageKey(run.person, run.id, step, visit));
  }

  /**
   * Claims a message, over the `previous` claim if there was one; with the place that it takes in its person's contact
   * log, where it takes one. Undefined when somebody else claimed it meanwhile.
   */
  async claim(
    decision: Decision,
    previous?: MessageRecord,
    logging?: Write,
  ): Promise<MessageRecord | typeof contended | undefined> {
    const claims = (previous?.claims ?? 0) + 1;
    const record: MessageRecord = { ...newRecord(decision, previous), status: 'claimed', claims };
    if (!logging) return this.#write(record, previous);
    try {
      await this.#table.transact([{ put: record, ...unchanged(previous) }, logging]);
      return record;
    } catch (error) {
      const failed = failedConditions(error);
      if (!failed) throw error;
      return failed[0] ? undefined : contended;
    }
  }

  /** Writes down that a message waits. A retry that finds it waiting for the same moment changes nothing. */
  async hold(decision: Decision, hold: Omit<Held, 'at'>, previous?: MessageRecord): Promise<void> {
    const { held = [], claims = 0 } = previous ?? {};
    if (previous?.status === 'held' && held.at(-1)?.until === hold.until) return;
    const record = { ...newRecord(decision, previous), status: 'held' as const, claims };
    await this.#write({ ...record, held: [...held, { at: record.at, ...hold }] }, previous);
  }

  /** Writes down that a message is not sent, and why. Undefined when somebody else claimed it meanwhile. */
  skip(decision: Decision, reason: NotSent, previous?: MessageRecord): Promise<MessageRecord | undefined> {
    const claims = previous?.claims ?? 0;
    return this.#write({ ...newRecord(decision, previous), status: 'skipped', reason, claims }, previous);
  }

  /**
   * The provider took it. Whoever sent it may say so, whatever became of the claim meanwhile, unless the provider has changed its
   * mind, and it may even go by the next channel already.
   */
  async sent(record: MessageRecord, providerId: string): Promise<void> {
    await this.#update(record, 'SET #status = :sent, providerId = :providerId REMOVE reason', {
      condition: 'channel = :channel AND attribute_not_exists(rejectedAt)',
      values: { ':sent': 'sent', ':providerId': providerId, ':channel': record.channel },
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
    try {
      await this.#table.put(record, unchanged(previous));
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
