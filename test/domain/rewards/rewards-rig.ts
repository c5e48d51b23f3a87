import json from '#centre' with { type: 'json' };
import { parseCentre } from '../../../domain/centre/centre.ts';
import { Poison } from '../../../domain/events/poison.ts';
import { type Recording, record } from '../../../domain/events/record.ts';
import type { LineMessage, RecordedEvent } from '../../../domain/events/recorded-event.ts';
import type { Rules } from '../../../domain/events/ruling.ts';
import { newPersonId } from '../../../domain/ids.ts';
import { newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import { couponKey, eventsAfter, profileKey } from '../../../domain/records.ts';
import { canonicalCode } from '../../../domain/rewards/code.ts';
import type { Coupon } from '../../../domain/rewards/coupon.ts';
import { couponRedeemed } from '../../../domain/rewards/coupon-redeemed.ts';
import { type LedgerEntry, ledgerPage } from '../../../domain/rewards/ledger.ts';
import { pointsEarned } from '../../../domain/rewards/points-earned.ts';
import { pointsRedeemed } from '../../../domain/rewards/points-redeemed.ts';
import { referralCodeOf } from '../../../domain/rewards/referral-code.ts';
import { referralRedeemed } from '../../../domain/rewards/referral-redeemed.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import type { Item } from '../../../domain/table.ts';
import { OutsideWorld } from '../../functions/outside-world.ts';

const dayMillis = 86_400_000;

let made = 0;

/** A line that is taken off as `record-event` does, with the rules on rewards, at a time that the test sets. */
export class RewardsRig extends OutsideWorld {
  readonly rewards = parseCentre(json).rewards;
  readonly runs = new Runs(this.table);
  readonly rules: Rules;
  now = Date.parse('2026-11-23T14:00:00Z');

  constructor(points: { readonly perReferral: number; readonly expireAfterDays: number | null }) {
    super();
    this.rules = {
      'Coupon Redeemed': couponRedeemed,
      'Referral Redeemed': referralRedeemed(points),
      'Points Earned': pointsEarned(points),
      'Points Redeemed': pointsRedeemed({ rewards: this.rewards }),
    };
  }

  message(
    person: string,
    name: string,
    properties: LineMessage['properties'],
    over: Partial<LineMessage> = {},
  ): LineMessage {
    made += 1;
    const at = new Date(this.now).toISOString();
    const key = over.key ?? 'sk';
    const messageId = `m-${made}`;
    const base = { v: 1, person, key, messageId, source: 'server', type: 'track', name } as const;
    return { ...base, properties, timestamp: at, receivedAt: at, hops: 0, ...over };
  }

  /** Records a message, and what it emits, as often as it is called. */
  async take(message: LineMessage): Promise<RecordedEvent> {
    const { event } = await this.recordOnly(message);
    for (const emitted of event.emits ?? []) await this.take(emitted);
    return event;
  }

  recordOnly(message: LineMessage): Promise<Recording> {
    const options = { journeys: [], arnPrefix: '', rules: this.rules, upkeeps: [] };
    return record(this.table, this.runs, message, options, new Date(this.now));
  }

  /** Somebody with these addresses. */
  async person(identifiers: LineMessage['identifiers'] = {}): Promise<string> {
    const person = newPersonId();
    const known = Object.entries(identifiers).map(([type, value]) => [type, [value]]);
    await this.table.put({
      ...newProfile(person, new Date(this.now).toISOString()),
      identifiers: Object.fromEntries(known),
    });
    return person;
  }

  /** A referrer and their code. */
  async referrer(identifiers?: LineMessage['identifiers']): Promise<{ person: string; code: string }> {
    const person = await this.person(identifiers);
    const { code } = await referralCodeOf(this.table, person);
    return { person, code };
  }

  async coupon(person: string, over: Partial<Coupon> = {}): Promise<Coupon> {
    made += 1;
    const code = over.code ?? `OIL-TEST-${made}`;
    const at = new Date(this.now);
    const coupon: Coupon = {
      ...couponKey(canonicalCode(code)),
      code,
      person,
      offer: 'oil-change',
      kind: 'percent',
      value: 20,
      issuedAt: at.toISOString(),
      expiresAt: new Date(this.now + 14 * dayMillis).toISOString(),
      uses: 1,
      used: 0,
      run: 'run_1',
      step: 'issue-coupon',
      visit: 0,
      ...over,
    };
    await this.table.put(coupon);
    return coupon;
  }

  async profile(person: string): Promise<Profile> {
    const profile = await this.table.get<Profile>(profileKey(person));
    if (!profile) throw new Poison(`nobody is ${person}`);
    return profile;
  }

  /** A person's whole account, gathered from pages of so many moves. */
  async account(person: string, moves = 2): Promise<readonly LedgerEntry[]> {
    const profile = await this.profile(person);
    const now = new Date(this.now).toISOString();
    const entries: LedgerEntry[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page: Awaited<ReturnType<typeof ledgerPage>> = await ledgerPage(
        this.table,
        profile,
        now,
        moves,
        after,
      );
      entries.push(...page.entries);
      after = page.next;
    }
    return entries;
  }

  timeline(person: string): Promise<RecordedEvent[]> {
    return Array.fromAsync(this.table.query<RecordedEvent & Item>(eventsAfter(person, 0)));
  }
}
