import {
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ssm } from '../../../local/services/ssm/ssm.ts';
import { awsPort } from '../aws-port.ts';
import { ServicesRig } from '../services-rig.ts';

let rig: ServicesRig;
let client: SSMClient;

const put = (Name: string, Value: string, more: Partial<PutParameterCommandInput> = {}) =>
  client.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more }));
const valueUnder = async (Name: string) =>
  (await client.send(new GetParameterCommand({ Name }))).Parameter?.Value;

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(ssm(rig.context));
  client = new SSMClient(await awsPort(rig));
});

describe('a parameter is refused', () => {
  it.each<[string, string, string, Partial<PutParameterCommandInput>, string, RegExp]>([
    [
      'over 4 KB',
      '/a',
      'x'.repeat(4097),
      {},
      'ValidationException',
      /^Standard tier parameters support a maximum parameter value of 4096 characters\./,
    ],
    [
      'over 8 KB, an advanced one',
      '/a',
      'x'.repeat(8193),
      { Tier: 'Advanced' },
      'ValidationException',
      /^Advanced tier parameters support a maximum parameter value of 8192 characters\.$/,
    ],
    [
      'for a name of AWS',
      '/aws/a',
      'v',
      {},
      'AccessDeniedException',
      /^No access to reserved parameter name: \/aws\/a\.$/,
    ],
    ['for its name', '/a b', 'v', {}, 'ValidationException', /^Parameter name: can't be prefixed with "ssm"/],
    [
      'for a path without a beginning',
      'a/b',
      'v',
      {},
      'ValidationException',
      /^Parameter name must be a fully qualified name\.$/,
    ],
    [
      'for its depth',
      '/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16',
      'v',
      {},
      'HierarchyLevelLimitExceededException',
      /maximum of 15 levels/,
    ],
    [
      'for its pattern',
      '/a',
      'x1',
      { AllowedPattern: '^\\d+$' },
      'ParameterPatternMismatchException',
      /^Parameter value, cannot be validated against allowedPattern: \^\\d\+\$$/,
    ],
    [
      'for its type',
      '/a',
      'v',
      { Type: 'Number' as 'String' },
      'ValidationException',
      /^1 validation error detected: Value 'Number' at 'type' failed to satisfy constraint: Member must satisfy enum value set: \[String, StringList, SecureString\]$/,
    ],
    [
      'for policies',
      '/a',
      'v',
      { Policies: '[]' },
      'ValidationException',
      /^PutParameter: the local cloud does not support Policies\.$/,
    ],
  ])('%s', async (_, name, value, more, error, message) => {
    await expect(put(name, value, more)).rejects.toMatchObject({
      name: error,
      message: expect.stringMatching(message),
    });
  });
});

it('keeps a hundred versions, found by number and by label', async () => {
  for (let version = 1; version <= 101; version += 1)
    await put('/key', `v${version}`, { Overwrite: version > 1 });
  const label = (ParameterVersion: number, ...Labels: string[]) =>
    client.send(new LabelParameterVersionCommand({ Name: '/key', ParameterVersion, Labels }));
  expect(await label(100, 'live', '1st')).toMatchObject({ InvalidLabels: ['1st'], ParameterVersion: 100 });
  expect(await valueUnder('/key:live')).toBe('v100');
  await label(101, 'live');
  expect(await valueUnder('/key:live')).toBe('v101');
  expect(await valueUnder('/key:2')).toBe('v2');
  await expect(valueUnder('/key:1')).rejects.toMatchObject({
    name: 'ParameterVersionNotFound',
    message: 'Systems Manager could not find version 1 of /key. Verify the version and try again.',
  });
  const history = await client.send(new GetParameterHistoryCommand({ Name: '/key', MaxResults: 50 }));
  expect(history.Parameters?.[0]).toMatchObject({ Version: 2, Value: 'v2' });
  expect(history.NextToken).toBeDefined();
  const { Parameters, InvalidParameters } = await client.send(
    new GetParametersCommand({ Names: ['/key:3', '/key:1', '/none'] }),
  );
  expect(Parameters).toMatchObject([{ Value: 'v3', Selector: ':3' }]);
  expect(InvalidParameters).toEqual(['/key:1', '/none']);
});

it('keeps the oldest version while it has a label', async () => {
  await put('/key', 'v1');
  await client.send(new LabelParameterVersionCommand({ Name: '/key', Labels: ['first'] }));
  for (let version = 2; version <= 100; version += 1) await put('/key', 'v', { Overwrite: true });
  await expect(put('/key', 'v', { Overwrite: true })).rejects.toMatchObject({
    name: 'ParameterMaxVersionLimitExceeded',
  });
});

it('becomes an advanced parameter by its size when the tier is left to it', async () => {
  expect(await put('/big', 'x'.repeat(5000), { Tier: 'Intelligent-Tiering' })).toMatchObject({
    Tier: 'Advanced',
  });
});

it('pages by path, ten at most', async () => {
  for (const name of ['/p/a', '/p/b', '/p/c']) await put(name, 'v');
  const page = (MaxResults: number, NextToken?: string) =>
    client.send(new GetParametersByPathCommand({ Path: '/p', MaxResults, NextToken }));
  const { Parameters, NextToken } = await page(2);
  expect(Parameters?.map(({ Name }) => Name)).toEqual(['/p/a', '/p/b']);
  expect((await page(2, NextToken)).Parameters?.map(({ Name }) => Name)).toEqual(['/p/c']);
  await expect(page(11)).rejects.toMatchObject({
    message:
      "1 validation error detected: Value '11' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 10",
  });
});

it('finds parameters by filters, and refuses those that it does not know', async () => {
  await put('/one', 'v');
  await put('/two', 'v', { Type: 'SecureString' });
  const find = (Key: string, Option: string, ...Values: string[]) =>
    client.send(new DescribeParametersCommand({ ParameterFilters: [{ Key, Option, Values }] }));
  expect((await find('Name', 'BeginsWith', '/o')).Parameters).toMatchObject([{ Name: '/one' }]);
  expect((await find('Type', 'Equals', 'SecureString')).Parameters).toMatchObject([
    { Name: '/two', KeyId: 'alias/aws/ssm' },
  ]);
  await expect(find('Label', 'Equals', 'x')).rejects.toMatchObject({ name: 'InvalidFilterKey' });
});
