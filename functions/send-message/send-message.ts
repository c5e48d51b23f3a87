import type { Channel, Handed } from '../../domain/channels/channel.ts';
import type { SkipReason } from '../../domain/consent/may-receive.ts';
import { ownAddress } from '../../domain/conversations/answerable.ts';
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
import type { Outside } from './outside.ts';
import { permissionFor, refusedMeanwhile } from './permission.ts';
import { prepared, type Way } from './prepared.ts';
import { type Sending, sendingOf } from './sending.ts';

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
    const { task, template, campaign } = await inFull(told, outside, now);
    const found = await messages.read(task);
    const result = (found && resultOf(found)) ?? (await decide({ task, template, campaign }, found, now));
    await outside.runs.done(task, outcomeOf(result), now);
    log.info('message', { ...visitOf(task), template: template.id, ...result });
    return result;
  };

  async function decide(
    { task, template, campaign }: InFull,
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
    const run = await begun(task, now);
    const profile = await currentProfile(outside.table, task.run.person);
    if (!profile) throw new Exited(`${task.run.id}: there is no ${task.run.person} (any more)`);
    const sending = await sendingOf({ task, template, campaign, run, profile, now }, outside);
    const left = campaign && (await heedCampaign(campaign, sending, found, outside));
    return left ?? byFirstOf(channelsOf(task), sending, found);
  }

  /** The run, if it goes on. What it held until now goes with one that does not. @throws Exited */
  async function begun(task: MessageTask, now: Date): Promise<RunRecord> {
    try {
      return await outside.runs.begin(task, now);
    } catch (error) {
      const { run, step, visit } = task;
      if (error instanceof Exited)
        await dropHeld(outside.table, { person: run.person, id: run.id, step: holdOf(step), visit });
      throw error;
    }
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
    const tried: Tried[] = [];
    let found = before;
    let refusal: string | undefined;
    let skip: SkipReason | undefined;
    for (const id of ids) {
      const way = await wayBy(id, sending);
      if ('skipped' in way) {
        tried.push({ channel: id, reason: way.skipped });
        skip ??= way.skipped;
        continue;
      }
      const deciding = { ...decision, channel: id, tried: [...tried] };
      const deliver = await prepared(way, sending, outside, deciding, found);
      const timed = await claimInTime(outside, deciding, sending, found);
      if ('overtaken' in timed) return overtaken(task);
      if ('result' in timed) return timed.result;
      const { claim } = timed;
      const left = await refusedMeanwhile(way.channel, sending, outside);
      if (left) {
        const skipped = await messages.skip({ ...decision, channel: id, tried }, left, claim);
        return skipped ? { status: 'skipped', reason: left } : overtaken(task);
      }
      const handed = await deliver();
      const result = await close(claim, handed, way.channel).finally(() =>
        dropAddresses(outside.table, { person: profile.id, to: way.to }, way.channel, handed),
      );
      if (result) return result;
      const reason = 'reason' in handed ? handed.reason : handed.kind;
      if (handed.kind === 'refused') refusal ??= reason;
      else skip ??= 'gone';
      tried.push({ channel: id, reason });
      found = { ...claim, status: 'failed' };
    }
    if (refusal !== undefined) throw new MessageRefused(`the message was refused: ${refusal}`);
    const [first] = tried;
    if (!first || !skip) throw new Error(`${task.step}: names no channel`);
    const skipped = await messages.skip(
      { ...decision, channel: first.channel, tried: first.reason === skip ? tried.slice(1) : tried },
      skip,
      found,
    );
    return skipped ? { status: 'skipped', reason: skip } : overtaken(task);
  }

  /** Where the message goes by a channel, or why it may not. */
  async function wayBy(id: ChannelId, sending: Sending): Promise<Way | { readonly skipped: SkipReason }> {
    const { template, profile, now } = sending;
    const channel = outside.channels.find((each) => each.id === id);
    if (!channel) return { skipped: 'no-channel' };
    if (template.kind === 'staff') return { channel, to: outside.brand.staffEmail };
    const address = addressBy(channel, sending);
    const permission = await permissionFor(channel, address, sending, outside);
    if ('skipped' in permission) return permission;
    const closed = await channel.closed?.({ template, profile, now });
    return closed ? { skipped: closed } : { channel, to: address ?? '' };
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

/** Where a person is reached on a channel: who wrote, at the address that they wrote from if it is known to be theirs. */
const addressBy = (channel: Channel, { profile, conversation }: Sending): string | undefined =>
  (conversation && ownAddress(profile, conversation.to)) ?? channel.addressOf(profile);

/** For the run's history: `skipped: capped: 3 of 3 marketing messages in 7 days; …`. */
const outcomeOf = (result: MessageResult): string =>
  result.status === 'skipped'
    ? [result.status, result.reason, result.why].filter((part) => part !== undefined).join(': ')
    : result.status;

/** The channels that a task may use, in their order: email for those that name none. */
const channelsOf = (task: MessageTask): readonly ChannelId[] =>
  task.kind === 'send' ? task.channels : ['email'];
