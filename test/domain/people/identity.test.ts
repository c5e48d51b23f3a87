import { beforeEach, describe, expect, it } from 'vitest';
import type { PersonId } from '../../../domain/ids.ts';
import { resolve } from '../../../domain/people/identity.ts';
import type { Identifiers } from '../../../domain/people/identity-values.ts';
import { MemoryTable } from './memory-table.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const ada = 'ada@example.com';
const bob = 'bob@example.com';

let memory: MemoryTable;
beforeEach(() => {
  memory = new MemoryTable();
});

const browser = (call: Identifiers) => resolve(memory.table, call, 'browser', now);
const server = (call: Identifiers) => resolve(memory.table, call, 'server', now);
const personOf = async (call: Identifiers): Promise<PersonId> => (await browser(call)).person;

describe('one person', () => {
  it('comes of eight first contacts at once', async () => {
    const calls = Array.from({ length: 8 }, () => browser({ email: ada, anonymousId: 'laptop' }));
    const people = new Set((await Promise.all(calls)).map(({ person }) => person));
    expect(people.size).toBe(1);
  });

  it('comes of eight first contacts that each name them otherwise', async () => {
    const calls: Identifiers[] = [
      { anonymousId: 'laptop' },
      { email: ada, anonymousId: 'laptop' },
      { email: ada },
    ];
    await Promise.all([...calls, ...calls, ...calls].map((call) => browser(call)));
    expect(await personOf({ email: ada })).toBe(await personOf({ anonymousId: 'laptop' }));
  });

  it('stays who they were when a visitor becomes known', async () => {
    const visitor = await personOf({ anonymousId: 'laptop' });
    expect(await personOf({ email: ada, anonymousId: 'laptop' })).toBe(visitor);
    expect(await personOf({ email: ada })).toBe(visitor);
  });

  it('is joined by a second browser that names them', async () => {
    const person = await personOf({ email: ada, anonymousId: 'laptop' });
    const visitor = await personOf({ anonymousId: 'phone' });
    expect(visitor).not.toBe(person);
    expect(await personOf({ email: ada, anonymousId: 'phone' })).toBe(person);
    expect(await personOf({ anonymousId: 'phone' })).toBe(person);
    expect(memory.items.get('ID#anonymousId#phone ID')).toMatchObject({ before: visitor, standing: 'guest' });
  });

  it('gets their account by logging in on the browser on which they signed up', async () => {
    const person = await personOf({ email: ada, anonymousId: 'laptop' });
    expect(await personOf({ userId: 'u1', email: ada, anonymousId: 'laptop' })).toBe(person);
    expect(await personOf({ userId: 'u1' })).toBe(person);
  });
});

describe('two people', () => {
  it('use one browser', async () => {
    const first = await personOf({ email: ada, anonymousId: 'tablet' });
    const second = await browser({ email: bob, anonymousId: 'tablet' });
    expect(second.person).not.toBe(first);
    expect(second.identifiers).toEqual({ email: bob });
    expect(await personOf({ anonymousId: 'tablet' })).toBe(first);
    expect(await personOf({ email: bob })).toBe(second.person);
  });

  it('stay two when a call names both: the strongest identifier wins', async () => {
    const first = await personOf({ userId: 'u1' });
    const second = await personOf({ email: ada });
    const named = await server({ userId: 'u1', email: ada });
    expect(named).toEqual({ person: first, identifiers: { userId: 'u1' } });
    expect(await personOf({ email: ada })).toBe(second);
  });

  it('come of two emails that reach one nameless browser at once', async () => {
    await browser({ anonymousId: 'tablet' });
    const both = await Promise.all([
      browser({ email: ada, anonymousId: 'tablet' }),
      browser({ email: bob, anonymousId: 'tablet' }),
    ]);
    expect(new Set(both.map(({ person }) => person)).size).toBe(2);
  });
});

describe('a write key', () => {
  it("gives nobody's account an address", async () => {
    const { person } = await server({ userId: 'u1', email: ada });
    const claim = await browser({ userId: 'u1', email: 'mallory@example.com', anonymousId: 'evil' });
    expect(claim).toEqual({ person, identifiers: { userId: 'u1', anonymousId: 'evil' } });
    expect(await personOf({ email: 'mallory@example.com' })).not.toBe(person);
  });

  it('gives nobody a second address, from their own browser either', async () => {
    await browser({ userId: 'u1', email: ada, anonymousId: 'laptop' });
    const claim = await browser({ userId: 'u1', email: bob, anonymousId: 'laptop' });
    expect(claim.identifiers).toEqual({ userId: 'u1', anonymousId: 'laptop' });
  });

  it('gives a person one account at most, also when two arrive at once', async () => {
    const person = await personOf({ email: ada, anonymousId: 'laptop' });
    const claims = await Promise.all(
      ['u1', 'u2'].map((userId) => browser({ userId, email: ada, anonymousId: 'laptop' })),
    );
    expect(claims.map((claim) => claim.person)).toEqual([person, person]);
    expect(claims.filter((claim) => claim.identifiers.userId)).toHaveLength(1);
  });
});

describe('a secret key', () => {
  it('adds what is new to the person that it names', async () => {
    const person = await personOf({ email: ada, anonymousId: 'laptop' });
    const named = await server({ userId: 'u1', email: ada, phone: '+16035550100' });
    expect(named.person).toBe(person);
    expect(await personOf({ phone: '+16035550100' })).toBe(person);
    expect(await personOf({ userId: 'u1' })).toBe(person);
  });
});

describe('the cost', () => {
  it('is a read an identifier and no write, for a person who returns', async () => {
    await browser({ email: ada, anonymousId: 'laptop' });
    for (const name of Object.keys(memory.counts)) delete memory.counts[name];
    await browser({ email: ada, anonymousId: 'laptop' });
    expect(memory.counts).toEqual({ GetItem: 2 });
  });

  it('is one plain write for a visitor who says nothing of themselves', async () => {
    await browser({ anonymousId: 'laptop' });
    expect(memory.counts).toEqual({ GetItem: 1, PutItem: 1 });
  });
});

describe('contention', () => {
  const refuseWrites = (name: string, details: object, times: number) => {
    let left = times;
    memory.before = (operation) => {
      if (operation !== 'TransactWriteItems' || left === 0) return;
      left -= 1;
      throw Object.assign(new Error(name), { name, ...details });
    };
  };
  const conflict = { CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }] };

  it('is sat out, as DynamoDB cancels transactions that touch the same item at once', async () => {
    refuseWrites('TransactionCanceledException', conflict, 3);
    expect((await browser({ email: ada })).identifiers).toEqual({ email: ada });
  });

  it('ends with an error that says to come again when it does not end', async () => {
    refuseWrites('TransactionCanceledException', conflict, 100);
    await expect(browser({ email: ada })).rejects.toMatchObject({ name: 'IdentityContention' });
  });

  it('is not what throttling is', async () => {
    refuseWrites('ProvisionedThroughputExceededException', {}, 1);
    await expect(browser({ email: ada })).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
    });
  });
});
