import type { Channel, Handed } from '../../domain/channels/channel.ts';
import { dropHeld } from '../../domain/messages/drop-held.ts';
import {
  type MessageRecord,
  type MessageResult,
  resultOf,
  type Tried,
} from '../../domain/messages/message-record.ts';
import { currentProfile } from '../../domain/people/lineage.ts';
import { Exited } from '../../domain/runs/exited.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import type { ChannelId } from '../../workflows/channels.ts';
import { holdOf } from '../../workflows/hold-step.ts';
import type { MessageTask, SendMessageTask } from '../../workflows/task.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import type { Log } from '../shared/log.ts';
import { visitOf } from '../shared/told-failures.ts';
import { ChannelUnavailable } from './channel-unavailable.ts';
import { claimInTime } from './claim-in-time.ts';
import { dropAddresses } from './drop-addresses.ts';
import { heedCampaign } from './heed-campaign.ts';
import { type InFull, inFull } from './in-full.ts';
import { MessageRefused } from './message-refused.ts';
import { mostActionable, type Skip } from './most-actionable.ts';
import { nextChannels } from './next-channels.ts';
import type { Outside } from './outside.ts';
import type { Passed } from './passed-on.ts';
import { refusedMeanwhile } from './permission.ts';
import { prepared } from './prepared.ts';
import { type Sending, sendingOf } from './sending.ts';
import { wayBy } from './way.ts';

/** How long a claim of which nobody knows the end waits for the provider's feedback, which mostly takes seconds and, tried again, a minute; in milliseconds. */
const feedbackTakes = 120_000;

/**
 * Sends the message of one visit of one step, once. Whatever it finds of an earlier attempt decides before anything
 * else; see docs/adr/0005-send-once.md.
 * @throws Exited, Deferred, MessageNotComposed, MessageRefused, ChannelUnavailable
 */
export function sendMessage(outside: Outside, log: Log): (told: SendMessageTask) => Promise<MessageResult> {
  const { messages } = outside;

  return async (told) => {
    const now = new Date();
    const full = await inFull(told, outside, now);
    const { task, template } = full;
    const found = await messages.read(task);
    const result = (found && resultOf(found)) ?? (await decide(full, found, now));
    await outside.runs.done(told, outcomeOf(result), now);
    log.info('message', { ...visitOf(task), template: template.id, ...result });
    return result;
  };

  async function decide(
    { task, template, campaign, passed }: InFull,
    found: MessageRecord | undefined,
    now: Date,
  ): Promise<MessageResult> {
    if (found?.status === 'claimed' && !mayRepeat(template, found.channel)) {
      await messages.unknown(found);
      return { status: 'unknown' };
    }
    const waits = found?.status === 'claimed' && !knowsRepetition(found.channel);
    if (waits && now.getTime() - Date.parse(found.at) < feedbackTakes)
      throw new ChannelUnavailable(
        `${task.run.id}: ${task.step} may have been sent: waiting for what ${found.channel} says`,
      );
    const begun = await begin(task, passed, now);
    const run = passed?.origin ?? begun;
    const profile = await currentProfile(outside.table, task.run.person);
    if (!profile) throw new Exited(`${task.run.id}: there is no ${task.run.person} (any more)`);
    const tried = passed?.tried ?? [];
    const sending = await sendingOf({ task, template, campaign, run, profile, tried, now }, outside);
    if (passed && (await outside.runs.wasLedOn(run, passed.since))) return tooLate(sending, found);
    const left = campaign && (await heedCampaign(campaign, sending, found, outside));
    return left ?? byFirstOf(channelsOf(task), sending, found);
  }

  /** The run, if it goes on. What it held until now goes with one that does not. @throws Exited */
  async function begin(task: MessageTask, passed: Passed | undefined, now: Date): Promise<RunRecord> {
    try {
      return await outside.runs.begin(passed?.told ?? task, now);
    } catch (error) {
      const { run, step, visit } = task;
      if (error instanceof Exited)
        await dropHeld(outside.table, { person: run.person, id: run.id, step: holdOf(step), visit });
      throw error;
    }
  }

  /** Says of a message that it does not go by its next channel, since the run that it was of is over or further on. */
  async function tooLate(sending: Sending, found: MessageRecord | undefined): Promise<MessageResult> {
    const { task, template, profile, tried, now } = sending;
    const [{ channel = 'email' } = {}, ...others] = tried.toReversed();
    const { seq: after, segments } = profile;
    const next = nextChannels([], false, sending, found, outside);
    const kept = { tried: others, ...(next && { next }) };
    const decision = { task, kind: template.kind, channel, ...kept, after, segments, now };
    const skipped = await messages.skip(decision, 'run-ended', found);
    return skipped ? { status: 'skipped', reason: 'run-ended' } : overtaken(task);
  }

  /** Tries the channels one after the other until one takes the message, or may have taken it. */
  async function byFirstOf(
    ids: readonly ChannelId[],
    sending: Sending,
    before: MessageRecord | undefined,
  ): Promise<MessageResult> {
    const { task, template, profile, now } = sending;
    const { seq: after, segments } = profile;
    const decision = { task, kind: template.kind, after, segments, now };
    const tried: Tried[] = [...sending.tried];
    const skips: Skip[] = [];
    let found = before;
    let refusal: string | undefined;
    for (const [index, id] of ids.entries()) {
      const way = await wayBy(id, sending, outside);
      if ('skipped' in way) {
        const skip = { channel: id, reason: way.skipped };
        tried.push(skip);
        skips.push(skip);
        continue;
      }
      const { refusesLater } = way.channel;
      const next = nextChannels(ids.slice(index + 1), refusesLater, sending, found, outside);
      const deciding = { ...decision, channel: id, tried: [...tried], ...(next && { next }) };
      const deliver = await prepared(way, sending, outside, deciding, found);
      const timed = await claimInTime(outside, deciding, sending, found);
      if ('overtaken' in timed) return overtaken(task);
      if ('result' in timed) return timed.result;
      const { claim } = timed;
      const left = await refusedMeanwhile(way.channel, sending, outside);
      if (left) {
        const skipped = await messages.skip(deciding, left, claim);
        return skipped ? { status: 'skipped', reason: left } : overtaken(task);
      }
      const handed = await deliver();
      const result = await close(claim, handed, way.channel).finally(() =>
        dropAddresses(outside.table, { person: profile.id, to: way.to }, way.channel, handed),
      );
      if (result) return result;
      const reason = 'reason' in handed ? handed.reason : handed.kind;
      if (handed.kind === 'refused') refusal ??= reason;
      else skips.push({ channel: id, reason: 'gone' });
      tried.push({ channel: id, reason });
      found = { ...claim, status: 'failed' };
    }
    if (refusal !== undefined) throw new MessageRefused(`the message was refused: ${refusal}`);
    const told = mostActionable(skips);
    if (!told) throw new Error(`${task.step}: names no channel`);
    const { channel, reason } = told;
    const others = tried.filter((each) => !(each.channel === channel && each.reason === reason));
    const next = nextChannels([], false, sending, found, outside);
    const kept = { tried: others, ...(next && { next }) };
    const skipped = await messages.skip({ ...decision, channel, ...kept }, reason, found);
    return skipped ? { status: 'skipped', reason } : overtaken(task);
  }

  /** Writes down what became of a claim. Undefined where the next channel may be tried. @throws ChannelUnavailable */
  async function close(
    claim: MessageRecord,
    handed: Handed,
    { id, repeatable }: Channel,
  ): Promise<MessageResult | undefined> {
    switch (handed.kind) {
      case 'sent':
        await messages.sent(claim, handed.providerId);
        return { status: 'sent' };
      case 'unknown':
        if (repeatable || claim.kind !== 'marketing')
          throw new ChannelUnavailable(`${id} gave no answer: ${handed.reason}`, { cause: handed.cause });
        await messages.unknown(claim);
        return { status: 'unknown' };
      case 'later':
        await messages.release(claim, handed.reason);
        throw new ChannelUnavailable(`${id} took no message: ${handed.reason}`, { cause: handed.cause });
      default:
        await messages.release(claim, handed.reason);
        return undefined;
    }
  }

  /** Whether a message of unknown fate may be handed over again: only marketing must never come twice. */
  function mayRepeat({ kind }: Template, by: ChannelId): boolean {
    return kind !== 'marketing' || knowsRepetition(by);
  }

  function knowsRepetition(channel: ChannelId): boolean {
    return outside.channels.some(({ id, repeatable }) => id === channel && repeatable);
  }

  /** Somebody else is at this very message, as after a retry that came too soon: their result is ours. */
  async function overtaken(task: MessageTask): Promise<MessageResult> {
    const found = await messages.read(task);
    const result = found && resultOf(found);
    if (result) return result;
    throw new ChannelUnavailable(`${task.run.id}: ${task.step} is being sent by another attempt`);
  }
}

/** For the run's history: `skipped: capped: 3 of 3 marketing messages in 7 days; …`. */
const outcomeOf = (result: MessageResult): string =>
  result.status === 'skipped'
    ? [result.status, result.reason, result.why].filter((part) => part !== undefined).join(': ')
    : result.status;

/** The channels that a task may use, in their order: email for those that name none. */
const channelsOf = (task: MessageTask): readonly ChannelId[] =>
  task.kind === 'send' ? task.channels : ['email'];
