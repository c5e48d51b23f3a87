import { beforeEach, expect, it } from 'vitest';
import { ssm } from '../../../local/services/ssm/ssm.ts';
import { ServicesRig } from '../services-rig.ts';

let rig: ServicesRig;
const put = (Name: string, Value: string, more: object = {}) =>
  rig.call('ssm', 'PutParameter', { Name, Value, Type: 'String', ...more });

beforeEach(() => {
  rig = new ServicesRig();
  rig.add(ssm(rig.context));
});

it('keeps parameters with their versions', async () => {
  expect(await put('/onward/keys', 'one')).toMatchObject({ Version: 1 });
  await expect(put('/onward/keys', 'two')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
  expect(await put('/onward/keys', 'two', { Overwrite: true })).toMatchObject({ Version: 2 });
  rig.add(ssm(rig.context));
  expect(await rig.call('ssm', 'GetParameter', { Name: '/onward/keys' })).toEqual({
    Parameter: {
      Name: '/onward/keys',
      Type: 'String',
      Value: 'two',
      Version: 2,
      LastModifiedDate: new Date('2026-11-16T09:00:00Z'),
      ARN: 'arn:aws:ssm:us-east-1:123456789012:parameter/onward/keys',
      DataType: 'text',
    },
  });
});

it('shows a SecureString only to who asks for decryption', async () => {
  await put('/onward/signing', 'secret', { Type: 'SecureString' });
  const get = async (WithDecryption: boolean) =>
    (
      await rig.call<{ Parameter: { Value: string } }>('ssm', 'GetParameter', {
        Name: '/onward/signing',
        WithDecryption,
      })
    ).Parameter.Value;
  expect(await get(true)).toBe('secret');
  expect(await get(false)).not.toContain('secret');
});

it('finds parameters by name and by path, and names those that there are not', async () => {
  for (const name of ['/a/one', '/a/two', '/a/b/three', '/c']) await put(name, name);
  const names = (found: { Parameters: { Name: string }[] }) => found.Parameters.map(({ Name }) => Name);
  const byPath = (input: object) =>
    rig.call<{ Parameters: { Name: string }[] }>('ssm', 'GetParametersByPath', input);
  expect(names(await byPath({ Path: '/a' }))).toEqual(['/a/one', '/a/two']);
  expect(names(await byPath({ Path: '/a', Recursive: true }))).toEqual(['/a/b/three', '/a/one', '/a/two']);
  expect(await rig.call('ssm', 'GetParameters', { Names: ['/c', '/d'] })).toMatchObject({
    Parameters: [{ Name: '/c' }],
    InvalidParameters: ['/d'],
  });
  await rig.call('ssm', 'DeleteParameter', { Name: '/c' });
  await expect(rig.call('ssm', 'GetParameter', { Name: '/c' })).rejects.toMatchObject({
    name: 'ParameterNotFound',
  });
});
