import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { AwsError } from '../../../local/aws-error.ts';
import type { ServiceContext } from '../../../local/service.ts';
import { probeRuntime } from '../../support/runtime.ts';

/** A function that puts an item as often as it is told and says what came of each. */
const code = `
  import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
  import { awsClient } from './functions/shared/aws.ts';
  const client = awsClient(DynamoDBClient);
  let cold = true;
  let first;
  export const handler = async ({ puts, together }) => {
    if (together) {
      first ??= client.send(new PutItemCommand({ TableName: 't', Item: { pk: { S: 'first' } } }));
      await first;
    }
    const wasCold = cold;
    cold = false;
    const outcomes = [];
    for (let i = 0; i < puts; i += 1) {
      try {
        const output = await client.send(new PutItemCommand({ TableName: 't', Item: { pk: { S: String(i) } } }));
        outcomes.push(output);
      } catch (error) {
        outcomes.push({ name: error.name, message: error.message, fault: error.$fault,
          status: error.$metadata.httpStatusCode, attempts: error.$metadata.attempts, reasons: error.CancellationReasons });
      }
    }
    return { wasCold, outcomes };
  };`;

let source = '';

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    write: false,
  });
  source = outputFiles[0]?.text ?? '';
});

type Call = Parameters<ServiceContext['dispatch']>;

describe('an SDK client in a bundle', () => {
  test('reaches the services in process, as its function’s role', async () => {
    const calls: Call[] = [];
    const { invoke } = probeRuntime({
      source,
      dispatch: async (...call) => {
        calls.push(call);
        return { Attributes: { pk: { S: 'old' } } };
      },
    });
    expect(await invoke({ puts: 1 })).toMatchObject({
      payload: {
        outcomes: [{ Attributes: { pk: { S: 'old' } }, $metadata: { httpStatusCode: 200, attempts: 1 } }],
      },
    });
    expect(calls).toEqual([
      [
        'dynamodb',
        'PutItem',
        { TableName: 't', Item: { pk: { S: '0' } } },
        { roleArn: 'arn:aws:iam::123456789012:role/probe' },
      ],
    ]);
  });

  test('throws what the service refuses, in the SDK’s shape', async () => {
    const { invoke } = probeRuntime({
      source,
      dispatch: async () => {
        throw new AwsError('TransactionCanceledException', 'cancelled', 400, {
          CancellationReasons: [{ Code: 'None' }],
        });
      },
    });
    expect(await invoke({ puts: 1 })).toMatchObject({
      payload: {
        outcomes: [
          {
            name: 'TransactionCanceledException',
            message: 'cancelled',
            fault: 'client',
            status: 400,
            attempts: 1,
            reasons: [{ Code: 'None' }],
          },
        ],
      },
    });
  });

  test('tries throttling and failures of the service three times', async () => {
    let tried = 0;
    const { invoke } = probeRuntime({
      source,
      dispatch: async () => {
        tried += 1;
        if (tried < 3) throw new AwsError('ThrottlingException', 'slow down');
        if (tried > 3) throw new AwsError('InternalServerError', 'oh', 500);
        return {};
      },
    });
    expect(await invoke({ puts: 2 })).toMatchObject({
      payload: {
        outcomes: [
          { $metadata: { attempts: 3 } },
          { name: 'InternalServerError', attempts: 3, fault: 'server' },
        ],
      },
    });
    expect(tried).toBe(6);
  });

  test.each([0, 1, 2])('dies after call %i when it is told to, and starts cold again', async (afterCall) => {
    let calls = 0;
    const { invoke, faults } = probeRuntime({
      source,
      dispatch: async () => {
        calls += 1;
        return {};
      },
    });
    await invoke({ puts: 0 });
    faults.crash({ function: 'probe', afterCall });
    expect(await invoke({ puts: 3 })).toMatchObject({ error: { errorType: 'Runtime.ExitError' } });
    expect(calls).toBe(afterCall);
    expect(await invoke({ puts: 1 })).toMatchObject({ payload: { wasCold: true } });
  });

  test('of an invocation that dies keeps no other waiting for what it awaited', async () => {
    const { invoke, faults } = probeRuntime({ source });
    const input = { puts: 1, together: true };
    faults.crash({ function: 'probe', afterCall: 1 });
    const [dead, well] = await Promise.all([invoke(input), invoke(input)]);
    expect(dead).toMatchObject({ error: { errorType: 'Runtime.ExitError' } });
    expect(well).toMatchObject({ payload: { wasCold: true } });
    const busy = invoke(input);
    faults.crash({ function: 'probe', afterCall: 1 });
    const [dies, after] = await Promise.all([invoke(input), invoke(input), busy]);
    expect(dies).toMatchObject({ error: {} });
    expect(after).toMatchObject({ payload: { wasCold: false } });
  });
});
