import type { SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { hashKey } from '../../../../domain/keys/keys.ts';
import { Keyring } from '../../../../functions/shared/http/keyring.ts';

it('reads the keys once a minute, so that a key taken away closes within one', async () => {
  let reads = 0;
  let value = JSON.stringify([{ id: 'wk', kind: 'write', hash: hashKey('wk_local') }]);
  const ssm = {
    send: async () => {
      reads += 1;
      return { Parameter: { Value: value } };
    },
  } as Pick<SSMClient, 'send'> as SSMClient;
  const keyring = new Keyring(ssm, '/onward/keys');
  const at = (second: number) => keyring.records(new Date(Date.UTC(2026, 10, 20, 12, 0, second)));
  expect(await at(0)).toHaveLength(1);
  value = '[]';
  expect(await at(59)).toHaveLength(1);
  expect(reads).toBe(1);
  expect(await at(60)).toHaveLength(0);
  expect(reads).toBe(2);
});
