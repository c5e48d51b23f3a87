import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, it } from 'vitest';
import { finishBuild, saveSegment } from '../../domain/segments/saving.ts';
import { Table } from '../../domain/table.ts';
import type { Cloud } from '../../local/cloud.ts';
import { Centre } from './centre.ts';

let centre: Centre | undefined;
afterEach(() => centre?.cloud.close());

/** The app's table, without its functions. */
async function tableOf(cloud: Cloud): Promise<Table> {
  const { TableNames } = (await cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
  const send = (command: { readonly constructor: { readonly name: string }; readonly input: object }) =>
    cloud.call('dynamodb', command.constructor.name.replace('Command', ''), {
      ...command.input,
    });
  return new Table({ send } as Pick<DynamoDBClient, 'send'> as DynamoDBClient, TableNames[0] ?? '');
}

/** Saves segments of which the first counts visits, and each of the others something that nobody here does. */
async function makeSegments(table: Table, count: number, now: Date): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const event = index === 0 ? 'Appointment Completed' : `Thing ${index} Done`;
    const where = { did: event, times: { gte: 3 }, within: { days: 90 } };
    const saved = await saveSegment(table, {}, { id: `s-${index}`, name: event, where }, now);
    if (saved.ok) await finishBuild(table, saved.segment.id, saved.segment.build);
  }
}

/** Units of DynamoDB that ten visits of one person cost, in a business of so many people and segments. */
async function unitsOf(segments: number, people: number): Promise<object> {
  centre = await Centre.open();
  const { cloud } = centre;
  await makeSegments(await tableOf(cloud), segments, new Date(cloud.now()));
  for (let index = 0; index < people; index += 1)
    await centre.fromTill({ email: `p${index}@example.com`, event: 'Page Read' });
  await cloud.settle();
  const visit = { bookingId: 'b-1', amount: 50 };
  for (let visits = 0; visits < 4; visits += 1)
    await centre.appointment('ada@example.com', 'Appointment Completed', visit);
  const { readUnits, writeUnits } = cloud.usage.dynamodb;
  for (let visits = 0; visits < 10; visits += 1)
    await centre.appointment('ada@example.com', 'Appointment Completed', visit);
  const after = cloud.usage.dynamodb;
  await cloud.close();
  centre = undefined;
  return { read: after.readUnits - readUnits, write: after.writeUnits - writeUnits };
}

it('an event costs the same with 1 segment and with 200, with 10 people and with 1,000', async () => {
  const least = await unitsOf(1, 10);
  expect(await unitsOf(200, 10)).toEqual(least);
  expect(await unitsOf(1, 1_000)).toEqual(least);
  const without = (await unitsOf(0, 10)) as { read: number; write: number };
  // What is remembered of the person is read, and written by a transaction: a KB or less.
  expect(least).toEqual({ read: without.read + 10, write: without.write + 20 });
}, 120_000);
