import type { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { SigningKey } from '../../../domain/tokens/signing-key.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 24, 9, minutes));

function parameter(...values: readonly string[]) {
  const reads: unknown[] = [];
  const send = async (command: GetParameterCommand) => {
    reads.push(command.input);
    return { Parameter: { Value: values[Math.min(reads.length, values.length) - 1] } };
  };
  return {
    reads,
    key: new SigningKey({ send } as Pick<SSMClient, 'send'> as SSMClient, '/onward/signing-key'),
  };
}

it('is read decrypted, once, and again after five minutes', async () => {
  const { key, reads } = parameter('o'.repeat(32), 'n'.repeat(32));
  expect(await key.read(at(0))).toBe('o'.repeat(32));
  expect(await key.read(at(4))).toBe('o'.repeat(32));
  expect(await key.read(at(5))).toBe('n'.repeat(32));
  expect(reads).toEqual(Array(2).fill({ Name: '/onward/signing-key', WithDecryption: true }));
});

it('refuses a key that is too short, and says where it is', async () => {
  await expect(parameter('short').key.read(at(0))).rejects.toThrow(
    '/onward/signing-key: a signing key of 5 characters; put at least 32 random ones',
  );
});
