import { knownOf } from '../consent/suppressions.ts';
import { contactsKey } from '../records.ts';
import type { Table } from '../table.ts';
import type { LogRecord } from '../timing/contact-log.ts';
import type { HoldReason } from '../timing/decide.ts';
import { zonesOf } from '../timing/zones.ts';
import type { CampaignDocument } from './campaign.ts';
import { type Fate, fateOf, type Judging, placesOf } from './fate.ts';
import type { Surveyed } from './survey.ts';
import { turnsOf } from './turns.ts';

/** Messages that would wait for one reason, of people with one clock. Moments in milliseconds since 1970. */
export interface Waiting {
  readonly reason: HoldReason;
  /** IANA zone. */
  readonly zone: string;
  readonly people: number;
  /** When the first of them goes. */
  readonly from: number;
  /** When the last of them goes. */
  readonly until: number;
}

/** What would become of a campaign's messages at people's turns; numbers of people, the largest first. */
export interface Outlook {
  readonly atOnce: number;
  readonly waits: readonly Waiting[];
  /** Who would be sent nothing all the same, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
}

export interface Forecasting extends Omit<Judging, 'known'> {
  readonly table: Pick<Table, 'getMany'>;
  /** The signing key, by which suppressions are found. */
  readonly key: string;
}

/**
 * Foretells what the rules of sending will say at the turns of those whom a survey has looked at: by the very rules, with what
 * is known now. A message that never went out counts for caps here. Undefined where nobody can say when turns come.
 * @param seconds how long the run takes
 */
export async function outlookOf(
  forecasting: Forecasting,
  says: CampaignDocument,
  { reached, scale }: Pick<Surveyed, 'reached' | 'scale'>,
  seconds: number,
  now: Date,
): Promise<Outlook | undefined> {
  const { table, key, timezone } = forecasting;
  const turn = turnsOf(says.when, now.getTime());
  if (!turn) return undefined;
  const messages = new Map(says.variants.map(({ id, send }) => [id, send]));
  const to = reached.flatMap(({ profile, arm }) => {
    const message = messages.get(arm);
    return message ? [{ profile, message }] : [];
  });
  const [logs, known] = await Promise.all([
    table.getMany<LogRecord>(
      to.map(({ profile }) => contactsKey(profile.id)),
      { consistent: false },
    ),
    knownOf(table, key, to.flatMap(placesOf)),
  ]);
  const tally = new Tally();
  for (const [index, each] of to.entries()) {
    const zones = zonesOf(each.profile, timezone, now);
    const at = turn(zones.names[0], (index / to.length) * seconds * 1000);
    const recipient = { ...each, contacts: logs[index]?.contacts ?? [] };
    tally.add(fateOf({ ...forecasting, known }, recipient, at), zones.names[0]);
  }
  return tally.scaled(scale);
}

/** Adds up what becomes of messages. */
class Tally {
  #atOnce = 0;
  readonly #waits = new Map<string, Waiting>();
  readonly #dropped = new Map<string, number>();

  add(fate: Fate, zone: string): void {
    if (fate.kind === 'now') this.#atOnce += 1;
    else if (fate.kind === 'drop') this.#dropped.set(fate.reason, (this.#dropped.get(fate.reason) ?? 0) + 1);
    else {
      const { reason, until } = fate;
      const before = this.#waits.get(`${reason} ${zone}`) ?? { people: 0, from: until, until };
      this.#waits.set(`${reason} ${zone}`, {
        reason,
        zone,
        people: before.people + 1,
        from: Math.min(before.from, until),
        until: Math.max(before.until, until),
      });
    }
  }

  scaled(by: number): Outlook {
    const scaled = (count: number): number => Math.round(count * by);
    return {
      atOnce: scaled(this.#atOnce),
      waits: [...this.#waits.values()]
        .map((each) => ({ ...each, people: scaled(each.people) }))
        .toSorted((a, b) => b.people - a.people),
      dropped: Object.fromEntries(
        [...this.#dropped].toSorted(([, a], [, b]) => b - a).map(([reason, n]) => [reason, scaled(n)]),
      ),
    };
  }
}
