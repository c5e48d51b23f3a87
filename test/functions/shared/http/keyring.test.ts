import type { SSMClient } from '@aws-sdk/client-ssm';
import { beforeEach, expect, it } from 'vitest';
import { ApiKeys } from '../../../../domain/keys/api-keys.ts';
import { hashKey } from '../../../../domain/keys/keys.ts';
import { Keyring } from '../../../../functions/shared/http/keyring.ts';
import { MemoryTable } from '../../../domain/people/memory-table.ts';

const owners = JSON.stringify([{ id: 'wk', kind: 'write', hash: hashKey('wk_local') }]);

let reads: number;
let parameter: string;
let keyring: Keyring;
let apiKeys: ApiKeys;

beforeEach(() => {
  reads = 0;
  parameter = owners;
  const ssm = {
    send: async () => {
      reads += 1;
      return { Parameter: { Value: parameter } };
    },
  } as Pick<SSMClient, 'send'> as SSMClient;
  const { table } = new MemoryTable();
  keyring = new Keyring(ssm, '/onward/keys', table);
  apiKeys = new ApiKeys(table);
});

const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, second));

const made = {
  id: 'key-a',
  kind: 'secret',
  hash: hashKey('sk_made'),
  name: 'Reports',
  createdAt: at(0).toISOString(),
  createdBy: 'sk',
  version: 1,
} as const;

it('reads the keys once a minute, so that a key taken away closes within one', async () => {
  expect(await keyring.records(at(0))).toHaveLength(1);
  parameter = '[]';
  expect(await keyring.find('wk_local', at(59))).toMatchObject({ id: 'wk' });
  expect(reads).toBe(1);
  expect(await keyring.records(at(60))).toHaveLength(0);
  expect(reads).toBe(2);
});

it('opens for keys of the API’s making too, within five seconds', async () => {
  expect(await keyring.find('sk_made', at(0))).toBeUndefined();
  await apiKeys.change((keys) => ({ keys: [...keys, made], result: undefined }));
  expect(await keyring.find('sk_made', at(4))).toBeUndefined();
  expect(await keyring.find('sk_made', at(5))).toMatchObject({ id: 'key-a' });
});

it('asks no more for keys that nobody knows, however many try', async () => {
  for (let second = 0; second < 20; second += 1) await keyring.find(`sk_guess${second}`, at(second));
  expect(reads).toBe(4);
});
