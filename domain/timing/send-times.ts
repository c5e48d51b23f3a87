import type { ChannelId } from '../../workflows/channels.ts';
import { toMilliseconds } from '../../workflows/duration.ts';
import type { MessageTask } from '../../workflows/task.ts';
import { isCampaignHold } from '../campaigns/gate.ts';
import { pausedUntil } from '../consent/pause.ts';
import type { MessageKind } from '../messages/message-kind.ts';
import type { Held, MessageRecord } from '../messages/message-record.ts';
import { partsOf } from '../people/lineage.ts';
import type { Profile } from '../people/profile.ts';
import { messageKey, messageRange } from '../records.ts';
import type { Table } from '../table.ts';
import { bestTime } from './best-time.ts';
import { fullest } from './caps.ts';
import { type ContactLog, ContactLogs } from './contact-log.ts';
import { type Asked, decideTiming, type Timing } from './decide.ts';
import type { Messaging } from './messaging.ts';
import { behindOthers } from './spread.ts';
import { isAbout, mayHold, type TimedMessage } from './timed-message.ts';
import { capInWords } from './words.ts';
import { type Zones, zonesOf } from './zones.ts';

/** How many of a person's messages are looked through for opens. */
const mostLooked = 200;

type SendingTask = Exclude<MessageTask, { kind: 'notifyStaff' }>;

/** A message that its person may be sent by a channel, whenever that is. */
export interface Sendable {
  readonly task: MessageTask;
  readonly kind: MessageKind;
  readonly channel: ChannelId;
  readonly profile: Profile;
  /** The message's record, where it was held before. */
  readonly found: MessageRecord | undefined;
  readonly now: Date;
}

/** When a message goes, and what its claim takes along where it goes now. */
export type SendTime =
  | Exclude<Timing, { kind: 'now' }>
  | { readonly kind: 'now'; readonly why?: string; readonly log?: ContactLog };

/** The holds of a message by the rules of timing: while its campaign holds it, its time does not begin. */
const heldByRules = (found: MessageRecord | undefined): readonly Held[] =>
  (found?.held ?? []).filter(({ reason }) => !isCampaignHold(reason));

/** Decides when messages go, by the business's rules and what is known of their people. */
export class SendTimes {
  readonly rules: Messaging;
  readonly #table: Pick<Table, 'get' | 'query'>;
  readonly #logs: ContactLogs;
  readonly #timezone: string;

  /** @param timezone the business's, for people of whose own nothing is known */
  constructor(table: Pick<Table, 'get' | 'query'>, rules: Messaging, timezone: string) {
    this.rules = rules;
    this.#table = table;
    this.#logs = new ContactLogs(table);
    this.#timezone = timezone;
  }

  /** Asked each time anew, also after a hold: rules, clock and person may be others by then. */
  async choose(sendable: Sendable): Promise<SendTime> {
    const { task, kind, profile, found, now } = sendable;
    if (task.kind === 'notifyStaff' || kind === 'staff') return { kind: 'now' };
    // Nobody waits for whoever began before there were holds; what they asked for themselves comes all the same.
    if (!task.holds && kind === 'transactional') return { kind: 'now' };
    const message: TimedMessage = {
      kind,
      channel: sendable.channel,
      priority: task.priority ?? 'normal',
    };
    if (this.#goesAnyTime(task, message)) return { kind: 'now' };
    const log = await this.#logFor(sendable, message);
    const zones = zonesOf(profile, this.#timezone, now);
    const held = heldByRules(found);
    const pause = pausedUntil(profile, now);
    const asked: Asked = {
      message,
      zones,
      contacts: log?.contacts ?? [],
      ...(pause !== undefined && { pausedUntil: Date.parse(pause) }),
      now: now.getTime(),
      // One compiled before there were holds goes now or never.
      worthUntil: task.holds ? this.worthUntil(sendable) : now.getTime(),
      best: await this.#best(sendable, zones),
      holds: held.length,
      behind: behindOthers(profile.id, this.rules.spread),
    };
    const timing = decideTiming(this.rules, asked);
    if (timing.kind !== 'now' && log && log.contacts.length > 0) return this.#decideWithout(log, asked);
    return timing.kind === 'now' ? this.#now(asked, log) : timing;
  }

  /** A cap may be met by messages that never went out: their records tell. */
  async #decideWithout(log: ContactLog, asked: Asked): Promise<SendTime> {
    const real = await this.#logs.withoutUnsent(log);
    const again = { ...asked, contacts: real.contacts };
    const timing = decideTiming(this.rules, again);
    return timing.kind === 'now' ? this.#now(again, real) : timing;
  }

  #now({ message, contacts, now }: Asked, log: ContactLog | undefined): SendTime {
    const cap = fullest(this.rules.caps, message, contacts, now);
    return {
      kind: 'now',
      ...(log && { log }),
      ...(cap && { why: capInWords(cap.cap, cap.count + 1) }),
    };
  }

  /** Whether no rule and no step says anything about when this goes, as of most that people asked for. */
  #goesAnyTime(task: SendingTask, message: TimedMessage): boolean {
    const { caps, quietHours } = this.rules;
    return (
      message.kind !== 'marketing' &&
      task.at === undefined &&
      task.worthUntil === undefined &&
      !caps.some((cap) => isAbout(cap, message)) &&
      !quietHours.some((hours) => mayHold(hours, message))
    );
  }

  /** Whoever is counted by no cap needs no log. */
  async #logFor({ task, profile }: Sendable, message: TimedMessage): Promise<ContactLog | undefined> {
    if (!this.rules.caps.some((cap) => isAbout(cap, message))) return undefined;
    const { run, step, visit } = task;
    return this.#logs.read(profile.id, messageKey(run.person, run.id, step, visit));
  }

  /**
   * Until when a message is worth sending, and reading: counted from when it first had to wait; a moment that the journey
   * names stands. In milliseconds since 1970.
   */
  worthUntil({ task, kind, found, now }: Pick<Sendable, 'task' | 'kind' | 'found' | 'now'>): number {
    if (task.kind === 'notifyStaff') return now.getTime();
    if (task.worthUntil !== undefined) return Date.parse(task.worthUntil);
    const usual = this.rules.expires[kind === 'marketing' ? 'marketing' : 'transactional'];
    const first = heldByRules(found)[0]?.at;
    return (first ? Date.parse(first) : now.getTime()) + toMilliseconds(task.expires ?? usual);
  }

  /** The person's best hour, for a step that asks for it; chosen once. */
  async #best({ task, profile, found, now }: Sendable, zones: Zones): Promise<number | undefined> {
    if (task.kind === 'notifyStaff' || task.at !== 'best-time') return undefined;
    const chosen = found?.held?.find(({ reason }) => reason === 'best-time');
    if (chosen) return Date.parse(chosen.until);
    const opens: number[] = [];
    let looked = 0;
    for (const part of partsOf(profile))
      for await (const { openedAt } of this.#table.query<MessageRecord>(messageRange(part))) {
        if (openedAt) opens.push(Date.parse(openedAt));
        looked += 1;
        if (looked >= mostLooked) break;
      }
    const best = bestTime(opens, zones.names[0], this.rules.bestHour, now.getTime());
    return best > now.getTime() ? best + behindOthers(profile.id, this.rules.spread) : best;
  }
}
