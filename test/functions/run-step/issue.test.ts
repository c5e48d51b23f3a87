import type { SFNClient } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, it } from 'vitest';
import { newProfile } from '../../../domain/people/fold.ts';
import { profileKey, runKey } from '../../../domain/records.ts';
import { findCoupon } from '../../../domain/rewards/coupon.ts';
import { findReferralCode } from '../../../domain/rewards/referral-code.ts';
import type { RunRecord } from '../../../domain/runs/run-record.ts';
import { Runs } from '../../../domain/runs/runs.ts';
import type { Perform } from '../../../functions/run-step/outside.ts';
import { issueCoupon } from '../../../functions/run-step/tasks/issue-coupon.ts';
import { issueReferralCode } from '../../../functions/run-step/tasks/issue-referral-code.ts';
import type { IssueCouponTask, IssueReferralCodeTask, IssueResult } from '../../../workflows/task.ts';
import { OutsideWorld } from '../outside-world.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';
const run = 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop';
const at = '2026-11-23T14:00:00.000Z';

const common = {
  run: { id: run, person, journey: 'oil-change-offer', version: 'v' },
  visit: 0,
  events: {},
};
const coupon: IssueCouponTask = {
  ...common,
  kind: 'issueCoupon',
  step: 'issue-coupon',
  offer: 'oil-change',
  worth: { percent: 20 },
  validFor: 'P14D',
  uses: 1,
  as: 'coupon',
};
const referral: IssueReferralCodeTask = {
  ...common,
  kind: 'issueReferralCode',
  step: 'find-code',
  as: 'referral',
};

/** `run-step` with a running run, at a time that goes on with each attempt. */
class IssueRig extends OutsideWorld {
  readonly runs = new Runs(this.table);
  #now = Date.parse(at);

  async begin(): Promise<this> {
    const record: RunRecord = {
      ...runKey(person, run),
      ...common.run,
      person,
      status: 'running',
      executionArn: 'arn',
      entry: { id: 'evt_1', seq: 1, name: 'Offer Claimed', at, properties: {} },
      entryAs: 'claim',
      hops: 0,
      floor: 1,
      consumed: [],
      exits: [],
      visit: -1,
      history: [],
      startedAt: at,
    };
    await this.table.put(record);
    await this.table.put(newProfile(person, at));
    this.calls.length = 0;
    return this;
  }

  async perform<T>(perform: Perform<T>, task: T): Promise<IssueResult['events'][string]> {
    this.#now += 1000;
    const outside = {
      table: this.table,
      runs: this.runs,
      line: this.line,
      sfn: {} as SFNClient,
      timezone: 'UTC',
    } as Parameters<Perform<T>>[1];
    const { events } = (await perform(task, outside, new Date(this.#now))) as IssueResult;
    const [event] = Object.values(events);
    if (!event) throw new Error('nothing was issued');
    return event;
  }
}

let rig: IssueRig;
beforeEach(async () => {
  rig = await new IssueRig().begin();
});

describe('issueCoupon', () => {
  it('makes a coupon of the person’s own and tells of it on the line', async () => {
    const event = await rig.perform(issueCoupon, coupon);
    expect(event).toMatchObject({
      name: 'Coupon Issued',
      properties: {
        code: expect.stringMatching(/^OIL-[0-9A-Z]{4}-[0-9A-Z]{4}$/),
        offer: 'oil-change',
        percent: 20,
        expiresAt: '2026-12-07T14:00:01.000Z',
        uses: 1,
      },
    });
    expect(rig.told).toMatchObject([
      { name: 'Coupon Issued', person, properties: event.properties, hops: 1 },
    ]);
    expect(await findCoupon(rig.table, String(event.properties.code))).toMatchObject({ person, used: 0 });
  });

  it('makes one coupon, whichever of its calls it dies after, and answers the same to every attempt', async () => {
    for (let n = 0; ; n += 1) {
      const world = await new IssueRig().begin();
      const died = await world.dying(n, () => world.perform(issueCoupon, coupon));
      const [event, again] = [
        await world.perform(issueCoupon, coupon),
        await world.perform(issueCoupon, coupon),
      ];
      expect(again).toEqual(event);
      expect(new Set(world.told.map(({ properties }) => properties.code)).size).toBe(1);
      expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(1);
      expect((await world.runs.read(person, run))?.history).toHaveLength(1);
      if (!died) break;
    }
  });

  it('makes one coupon of two attempts at once', async () => {
    const events = await Promise.all([rig.perform(issueCoupon, coupon), rig.perform(issueCoupon, coupon)]);
    expect(events[0]).toEqual(events[1]);
  });

  it('leaves a coupon as it is when a late attempt comes after it was used', async () => {
    const event = await rig.perform(issueCoupon, coupon);
    const found = await findCoupon(rig.table, String(event.properties.code));
    await rig.table.put({ ...found!, used: 1 });
    await rig.perform(issueCoupon, coupon);
    expect(await findCoupon(rig.table, String(event.properties.code))).toMatchObject({ used: 1 });
  });

  it('draws anew at the next visit of the step', async () => {
    const first = await rig.perform(issueCoupon, coupon);
    const second = await rig.perform(issueCoupon, { ...coupon, visit: 1, worth: { value: 10 } });
    expect(second.properties.code).not.toBe(first.properties.code);
    expect(second.properties).toMatchObject({ value: 10 });
  });

  it('costs two writes and one message', async () => {
    await rig.perform(issueCoupon, coupon);
    expect(rig.calls.filter((call) => !['GetItem', 'Query'].includes(call))).toEqual([
      'UpdateItem',
      'PutItem',
      'line',
    ]);
  });
});

describe('issueReferralCode', () => {
  it('gives the person one code for ever, and tells of it once', async () => {
    const event = await rig.perform(issueReferralCode, referral);
    const { code } = event.properties;
    expect(await findReferralCode(rig.table, String(code))).toMatchObject({ person, code });
    await rig.table.put({ ...newProfile(person, at), referralCode: String(code) });
    const later = await rig.perform(issueReferralCode, { ...referral, visit: 1 });
    expect(later.properties).toEqual({ code });
    expect(rig.told).toMatchObject([{ name: 'Referral Code Issued', messageId: `${person}/referral-code` }]);
  });

  it('gives the same code whichever of its calls it dies after', async () => {
    const { code } = (await rig.perform(issueReferralCode, referral)).properties;
    for (let n = 0; ; n += 1) {
      const world = await new IssueRig().begin();
      const died = await world.dying(n, () => world.perform(issueReferralCode, referral));
      expect((await world.perform(issueReferralCode, referral)).properties).toEqual({ code });
      expect(new Set(world.told.map(({ messageId }) => messageId)).size).toBe(1);
      if (!died) break;
    }
  });

  it('takes the next code where the first is somebody else’s', async () => {
    const { code } = (await rig.perform(issueReferralCode, referral)).properties;
    const taken = await findReferralCode(rig.table, String(code));
    const world = await new IssueRig().begin();
    await world.table.put({ ...taken!, person: 'per_other' });
    const other = await world.perform(issueReferralCode, referral);
    expect(other.properties.code).not.toBe(code);
    expect(await world.table.get(profileKey(person))).toBeDefined();
  });
});
