import type { AudienceQueue } from '../../domain/audiences/audience-queue.ts';
import { Memberships } from '../../domain/audiences/memberships.ts';
import { touchesAudience } from '../../domain/audiences/touches-audience.ts';
import type { RecordedEvent } from '../../domain/events/recorded-event.ts';
import type { Table } from '../../domain/table.ts';
import { audiences } from '../../workflows/audiences.ts';

/** Has those memberships looked at of which an event may change the consent: a person who leaves marketing leaves the ads. */
export async function lookAtAudiences(
  { table, audienceQueue }: { readonly table: Table; readonly audienceQueue: Pick<AudienceQueue, 'send'> },
  event: RecordedEvent,
): Promise<void> {
  const memberships = new Memberships(table);
  const touched = Object.entries(audiences).filter(([, { topic }]) => touchesAudience(event, topic));
  const found = await Promise.all(touched.map(([audience]) => memberships.read(audience, event.person)));
  await audienceQueue.send(found.filter((membership) => membership !== undefined));
}
