import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MessageRecord, MessageStatus } from '../../../domain/messages/message-record.ts';
import { runKey } from '../../../domain/records.ts';
import { byCell, total } from '../../../domain/reports/facts.ts';
import { changeFacts, itemFacts } from '../../../domain/reports/item-facts.ts';
import type { Item } from '../../../domain/table.ts';
import { ada, daysOn, message, run } from './a-timeline.ts';

const zone = 'America/New_York';

const counts = (item: Item) => total(itemFacts(item, zone).map((fact) => fact.counts));

it('a campaign’s own run counts for nothing, though its key ends as those of people’s runs', () => {
  expect(itemFacts({ pk: 'CAMPAIGN#cmp_winter', sk: 'RUN#r_1', status: 'running' }, zone)).toEqual([]);
});

describe('what a message counts for', () => {
  it('is each thing once, by what people did and not machines', () => {
    const record = { deliveredAt: daysOn(0), openedByMachineAt: daysOn(0), clickedAt: daysOn(1) };
    expect(counts(message('send-offer', record))).toEqual({ sent: 1, delivered: 1, opened: 1, clicked: 1 });
    expect(counts(message('send-offer', { openedByMachineAt: daysOn(0) }))).toEqual({
      sent: 1,
      openedByMachine: 1,
    });
  });

  it('is no delivery if it bounced afterwards', () => {
    const record = { deliveredAt: daysOn(0), bouncedAt: daysOn(0) };
    expect(counts(message('send-offer', record))).toEqual({ sent: 1, bounced: 1 });
  });

  it('is why it was skipped', () => {
    const record = { status: 'skipped', reason: 'no-consent' } as const;
    expect(counts(message('send-offer', record))).toEqual({ skipped: 1, 'skipped:no-consent': 1 });
  });

  it('stands on the day of the business on which it was decided', () => {
    const [fact] = itemFacts(message('send-offer', { at: '2026-11-25T04:30:00Z' }), zone);
    expect(fact?.cell).toEqual({
      pk: 'REPORT#DAYS#2026-11',
      sk: '2026-11-24#email||oil-change-offer|send-offer|offer||',
    });
  });

  it('stands with the segments of its person, and with its campaign', () => {
    const record: MessageRecord = {
      ...message('send'),
      segments: ['regulars', 'nearby'],
      campaign: { id: 'autumn', run: 'r1', variant: 'a' },
    };
    const [origin, segments, campaign] = itemFacts(record, zone);
    expect(origin?.cell.sk).toBe('2026-11-01#email||oil-change-offer|send|send|autumn|a');
    expect(segments).toMatchObject({
      cell: { pk: 'REPORT#SEGMENTS#2026-11' },
      segments: ['regulars', 'nearby'],
      counts: { sent: 1 },
    });
    expect(campaign?.cell).toEqual({ pk: 'REPORT#CAMPAIGN#autumn', sk: 'r1#a' });
  });

  it('is nothing where it goes to staff', () => {
    expect(itemFacts(message('alert', { kind: 'staff' }), zone)).toEqual([]);
  });
});

describe('what a run counts for', () => {
  const record = (more: object) => ({
    ...runKey(ada, run),
    journey: 'oil-change-offer',
    status: 'running',
    history: [{ step: 'issue-coupon' }, { step: 'send-offer: hold' }, { step: 'send-offer' }],
    step: 'booking-within-three-days',
    startedAt: daysOn(0),
    ...more,
  });

  it('is where it is, and each step that it came to', () => {
    expect(counts(record({}))).toEqual({
      entered: 1,
      'reached:issue-coupon': 1,
      'reached:send-offer': 1,
      'reached:booking-within-three-days': 1,
      'now:booking-within-three-days': 1,
    });
  });

  it('is how it ended, and where it was dropped', () => {
    expect(counts(record({ status: 'exited' }))).toMatchObject({
      'ended:exited': 1,
      'dropped:booking-within-three-days': 1,
    });
  });
});

describe('changes', () => {
  const statuses: readonly MessageStatus[] = ['held', 'claimed', 'sent', 'skipped', 'failed', 'unknown'];
  const moment = fc.option(fc.constant(daysOn(1)), { nil: undefined });
  const image = fc
    .record({
      status: fc.constantFrom(...statuses),
      at: fc.constantFrom(daysOn(0), daysOn(2)),
      channel: fc.constantFrom('email' as const, 'sms' as const),
      deliveredAt: moment,
      openedAt: moment,
      bouncedAt: moment,
    })
    .map((record) => message('send-offer', record as Partial<MessageRecord>));
  const images = fc.array(image, { minLength: 1, maxLength: 8 });

  it('add up to what the item counts for in the end', () => {
    fc.assert(
      fc.property(images, (history) => {
        const facts = history.flatMap((after, index) =>
          changeFacts({ before: history[index - 1], after }, zone),
        );
        expect(byCell(facts)).toEqual(
          expect.arrayContaining([...byCell(itemFacts(history.at(-1) as Item, zone))]),
        );
        expect(byCell(facts)).toHaveLength(byCell(itemFacts(history.at(-1) as Item, zone)).length);
      }),
    );
  });

  it('keep what an erased person did, say how much it is, and leave nobody at a step', () => {
    const before = {
      ...runKey(ada, run),
      journey: 'j',
      status: 'running',
      history: [],
      step: 'wait',
      startedAt: daysOn(0),
    };
    const facts = [...changeFacts({ after: before }, zone), ...changeFacts({ before }, zone)];
    expect(byCell(facts)[0]?.counts).toEqual({
      entered: 1,
      'erased:entered': 1,
      'reached:wait': 1,
      'erased:reached:wait': 1,
    });
  });
});
