import { afterEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const headers = { authorization: 'Bearer sk_local' };

let centre: Centre;
afterEach(() => centre.cloud.close());

async function begin(path: 'recount' | 'correction'): Promise<string> {
  const answer = await centre.cloud.http('POST', `/v1/reports/${path}`, { headers });
  if (answer.status !== 202) throw new Error(`answered ${answer.status}: ${answer.body}`);
  return (answer.json() as { id: string }).id;
}

const told = () => centre.get<Record<string, unknown>>('/v1/reports/recount');

async function recounted(): Promise<Record<string, unknown>> {
  await begin('recount');
  await centre.cloud.advance('PT2H');
  return told();
}

interface StoredKey {
  readonly pk: { readonly S: string };
  readonly sk: { readonly S: string };
}

async function dynamo<A>(operation: string, input: object = {}): Promise<A> {
  const { TableNames } = (await centre.cloud.call('dynamodb', 'ListTables')) as { TableNames: string[] };
  return (await centre.cloud.call('dynamodb', operation, { TableName: TableNames[0], ...input })) as A;
}

async function find(pk: RegExp, sk: RegExp): Promise<StoredKey> {
  const { Items } = await dynamo<{ Items: StoredKey[] }>('Scan');
  const found = Items.find((item) => pk.test(item.pk.S) && sk.test(item.sk.S));
  if (!found) throw new Error(`there is no item ${pk} ${sk}`);
  return { pk: found.pk, sk: found.sk };
}

/** Adds to counters of the day's emails past the fold. */
async function spoil(add: Readonly<Record<string, number>>): Promise<void> {
  const Key = await find(/^REPORT#DAYS#/, /^2026-11-23#email/);
  for (const [name, by] of Object.entries(add))
    await dynamo('UpdateItem', {
      Key,
      UpdateExpression: 'ADD #name :by',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':by': { N: String(by) } },
    });
}

const sent = async (): Promise<number> =>
  (await centre.get<{ totals: { sent: number } }>('/v1/reports?by=day')).totals.sent;

async function claim(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await centre.consents(`${name}@example.com`, 'email');
    await centre.claims(`${name}@example.com`);
  }
}

it('a recount finds counters that are wrong, changes none, and takes nothing that happens meanwhile for a difference', async () => {
  centre = await Centre.open();
  await claim('ada', 'bob', 'cy');
  await centre.cloud.advance('PT10M');
  await spoil({ sent: 2 });
  await claim('dee');
  await begin('recount');
  await claim('eve');
  await centre.cloud.advance('PT2M');
  await claim('fay');
  await centre.cloud.advance('PT2H');
  expect(await told()).toMatchObject({
    status: 'done',
    correct: false,
    differences: 1,
    // Eve's claim is of the minute in which the recount is announced, Fay's of the time for which changes are noted.
    examples: [{ partition: 'REPORT#DAYS#2026-11', counter: 'sent', counted: 7, recounted: 5 }],
  });
  expect(await sent()).toBe(8);
});

describe('a correction', () => {
  it('brings counters to what there is, while the stream goes on, and the audit says who asked for it', async () => {
    centre = await Centre.open();
    await claim('ada', 'bob', 'cy');
    await centre.cloud.advance('PT10M');
    await spoil({ sent: 5, delivered: -2, 'claimed.last': 1_000 });
    const id = await begin('correction');
    for (const name of ['dee', 'eve', 'fay', 'gus', 'hal', 'ida']) {
      await claim(name);
      await centre.cloud.advance('PT3M');
    }
    await centre.cloud.advance('PT2H');
    expect(await told()).toMatchObject({
      id,
      status: 'done',
      correct: true,
      by: 'sk',
      differences: 3,
      left: 0,
    });
    expect(await sent()).toBe(9);
    expect(await recounted()).toMatchObject({ people: 9, differences: 0 });
    const { items } = await centre.get<{ items: object[] }>('/v1/audit');
    expect(items).toContainEqual(
      expect.objectContaining({ operation: 'correctReports', key: 'sk', subject: id, outcome: 202 }),
    );
  });

  it('owes outcomes anew that were owed to something else', async () => {
    centre = await Centre.open();
    await claim('ada');
    await centre.cloud.advance('PT10M');
    await centre.books('ada@example.com', 3);
    await centre.cloud.advance('PT10M');
    const totals = await centre.get<object>('/v1/reports?by=channel');
    await dynamo('UpdateItem', {
      Key: await find(/^PERSON#/, /^OUTCOME#/),
      UpdateExpression: 'SET touches = :touches, cents = :cents',
      ExpressionAttributeValues: {
        ':touches': { L: [{ M: { channel: { S: 'sms' } } }] },
        ':cents': { N: '100' },
      },
    });
    await centre.cloud.advance('PT1H');
    expect(await centre.get('/v1/reports?by=channel')).not.toEqual(totals);
    await begin('correction');
    await centre.cloud.advance('PT2H');
    expect(await told()).toMatchObject({ status: 'done', outcomes: 1, left: 0 });
    expect(await centre.get('/v1/reports?by=channel&channel=sms')).toMatchObject({ totals: { claimed: 0 } });
    expect(await recounted()).toMatchObject({ differences: 0 });
  });

  it('waits for a stream that is in trouble', async () => {
    centre = await Centre.open();
    await claim('ada', 'bob');
    await centre.cloud.advance('PT10M');
    await spoil({ sent: 1 });
    centre.cloud.faults.add({ service: 'dynamodbstreams', error: 'InternalServerError', times: 60 });
    await claim('cy');
    await begin('correction');
    await claim('dee');
    await centre.cloud.advance('PT3H');
    expect(await told()).toMatchObject({ status: 'done', differences: 1, left: 0 });
    expect(await sent()).toBe(4);
    expect(await recounted()).toMatchObject({ differences: 0 });
  });
});
