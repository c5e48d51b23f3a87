import * as z from 'zod/mini';
import type { LineMessage } from '../../../domain/events/recorded-event.ts';
import { identifierKey } from '../../../domain/records.ts';
import type { Item } from '../../../domain/table.ts';
import { listOf } from '../../shared/api/shapes.ts';
import { route } from '../route.ts';
import { serverEvent } from '../server-event.ts';
import { suppressionShape } from '../shapes.ts';
import { addressParameter, reachedAt, suppressionsOf } from '../suppression-view.ts';

export const liftSuppression = route({
  method: 'DELETE',
  path: '/v1/suppressions/{address}',
  operationId: 'liftSuppression',
  scope: 'market',
  summary:
    'Lets messages go to an address again, as staff decide who know that it works. Told on the timeline of whose it is; consents stay as they are.',
  params: z.object({ address: addressParameter }),
  answer: {
    status: 200,
    description: 'What was lifted; empty where nothing stood against it.',
    schema: listOf(suppressionShape),
  },
  async handle({ params, idempotencyKey, now }, outside) {
    const reached = reachedAt(params.address);
    const { type, address, channels } = reached;
    const suppressions = await outside.suppressions(now);
    const standing = await suppressionsOf(suppressions, reached, now);
    const owner = await outside.table.get<Item & { person: string }>(identifierKey(type, address));
    const told = channels.flatMap((channel): LineMessage[] => {
      const causes = standing.filter((each) => each.channel === channel).map(({ cause }) => cause);
      if (!owner || causes.length === 0) return [];
      const id = `suppression/${channel}/${address}/${idempotencyKey}`;
      const message = serverEvent(owner.person, id, 'Suppression Lifted', { channel, address, causes }, now);
      return [{ ...message, source: 'onward' }];
    });
    await outside.line.send(told);
    for (const { channel, cause } of standing) await suppressions.lift({ channel, address }, [cause]);
    return { items: [...standing], next: null };
  },
});
