import type { MessageRecord, MessageResult } from '../../domain/messages/message-record.ts';
import { contended, type Decision } from '../../domain/messages/messages.ts';
import { messageKey } from '../../domain/records.ts';
import { logging } from '../../domain/timing/contact-log.ts';
import type { Sendable } from '../../domain/timing/send-times.ts';
import { ChannelUnavailable } from './channel-unavailable.ts';
import { Deferred } from './deferred.ts';
import type { Outside } from './outside.ts';

/** How often others may write to the same person under a decision before the step is asked to try again. */
const races = 10;

type Claim =
  | { readonly claim: MessageRecord }
  | { readonly result: MessageResult }
  /** Somebody else is at this very message. */
  | { readonly overtaken: true };

/**
 * Claims a message that its person may be sent, if this is the moment: the rules of timing are asked last, and what
 * they counted is still so when the claim is written.
 * @throws Deferred when it has to wait, ChannelUnavailable
 */
export async function claimInTime(
  { messages, times }: Pick<Outside, 'messages' | 'times'>,
  decision: Decision,
  sendable: Pick<Sendable, 'task' | 'profile'>,
  found: MessageRecord | undefined,
): Promise<Claim> {
  const { task } = sendable;
  const { kind, channel, now } = decision;
  for (let race = 0; race < races; race += 1) {
    const time = await times.choose({ ...sendable, kind, channel, found, now });
    if (time.kind === 'hold') {
      const { reason, why } = time;
      const until = new Date(time.until).toISOString();
      await messages.hold({ ...decision, why }, { until, reason, why }, found);
      throw new Deferred(until, why);
    }
    if (time.kind === 'drop') {
      const { reason, why } = time;
      const skipped = await messages.skip({ ...decision, why }, reason, found);
      return skipped ? { result: { status: 'skipped', reason, why } } : { overtaken: true };
    }
    const key = messageKey(task.run.person, task.run.id, task.step, task.visit);
    const at = now.toISOString();
    const claim = await messages.claim(
      { ...decision, ...(time.why !== undefined && { why: time.why }) },
      found,
      time.log && logging(time.log, key, { kind, channel, at }, times.rules.caps),
    );
    if (claim === undefined) return { overtaken: true };
    if (claim !== contended) return { claim };
  }
  throw new ChannelUnavailable(`${task.run.id}: others kept sending to this person while ${task.step} was`);
}
