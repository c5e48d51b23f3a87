import type { MessageRecord } from '../messages/message-record.ts';
import { businessDay } from './business-day.ts';
import { campaignCell, originCell, segmentsCell } from './cell.ts';
import type { Counts, Fact } from './facts.ts';
import { originOfMessage } from './origin.ts';

const when = (holds: unknown, name: string): Counts => (holds ? { [name]: 1 } : {});

/**
 * What a message's record comes to. Opened and clicked is what people did, each message once: a person who clicked has
 * opened, whatever their inbox hides. What bounced after its delivery, as when a mailbox's server forwards it, did not arrive.
 */
function countsOf(record: MessageRecord): Counts {
  const { status, reason, held, deliveredAt, bouncedAt, complainedAt } = record;
  const { openedAt, openedByMachineAt, clickedAt } = record;
  const opened = openedAt ?? clickedAt;
  return {
    ...when(status === 'sent', 'sent'),
    ...when(status === 'unknown', 'unknown'),
    ...when(status === 'failed', 'failed'),
    ...(status === 'skipped' && { skipped: 1, [`skipped:${reason ?? 'unsaid'}`]: 1 }),
    ...when(held?.length, 'held'),
    ...when(deliveredAt && !bouncedAt, 'delivered'),
    ...when(bouncedAt, 'bounced'),
    ...when(opened, 'opened'),
    ...when(!opened && openedByMachineAt, 'openedByMachine'),
    ...when(clickedAt, 'clicked'),
    ...when(complainedAt, 'complained'),
  };
}

/**
 * What a message counts for, on the day on which it was decided: what became of it later is that day's too, so that no
 * rate is above one. Messages to staff are none that a report is about.
 */
export function messageFacts(record: MessageRecord, zone: string): readonly Fact[] {
  if (record.kind === 'staff') return [];
  const counts = countsOf(record);
  const day = businessDay(record.at, zone);
  const { campaign, segments = [] } = record;
  return [
    { cell: originCell(day, originOfMessage(record)), counts },
    ...(segments.length > 0 ? [{ cell: segmentsCell(day, segments), counts, segments }] : []),
    ...(campaign ? [{ cell: campaignCell(campaign.id, campaign.run, campaign.variant), counts }] : []),
  ];
}
