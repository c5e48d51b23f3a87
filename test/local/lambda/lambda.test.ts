import { beforeEach, expect, it } from 'vitest';
import { lambda } from '../../../local/services/lambda/lambda.ts';
import { ServicesRig } from '../services-rig.ts';

const arn = 'arn:aws:lambda:us-east-1:123456789012:function:echo';

let rig: ServicesRig;
const invoke = (input: object) => rig.call('lambda', 'Invoke', { FunctionName: 'echo', ...input });

beforeEach(() => {
  rig = new ServicesRig();
  rig.functions.set(arn, (payload) => ({ got: payload }));
  rig.add(lambda(rig.context, rig.registry()));
});

it('answers a value with a value, and bytes with bytes', async () => {
  expect(await invoke({ Payload: { x: 1 } })).toEqual({
    StatusCode: 200,
    ExecutedVersion: '$LATEST',
    Payload: { got: { x: 1 } },
  });
  for (const sent of [Buffer.from('{"x":1}'), '{"x":1}']) {
    const { Payload } = await invoke({ Payload: sent });
    expect(Buffer.from(Payload as Uint8Array).toString()).toBe('{"got":{"x":1}}');
  }
});

it('reports what a function throws as its answer', async () => {
  rig.functions.set(arn, () => {
    throw new RangeError('too far');
  });
  expect(await invoke({ Payload: {} })).toMatchObject({
    FunctionError: 'Unhandled',
    Payload: { errorType: 'RangeError', errorMessage: 'too far' },
  });
});

it('takes an event for later, and still has it after a restart', async () => {
  const seen: unknown[] = [];
  let broken = true;
  rig.functions.set(arn, (payload) => {
    if (broken) throw new Error('broken');
    seen.push(payload);
  });
  expect(await invoke({ InvocationType: 'Event', Payload: { x: 1 } })).toEqual({ StatusCode: 202 });
  await rig.settle();
  expect(seen).toEqual([]);
  broken = false;
  rig = rig.restarted();
  rig.add(lambda(rig.context, rig.registry()));
  await rig.advance(60_000);
  expect(seen).toEqual([{ x: 1 }]);
});

it('gives an event that failed three times to the dead-letter queue, with the function’s own role', async () => {
  const deadLetterArn = 'arn:aws:sqs:us-east-1:123456789012:unhandled';
  const registry = rig.registry();
  rig.add(
    lambda(rig.context, {
      ...registry,
      list: () => registry.list().map((declared) => ({ ...declared, deadLetterArn })),
    }),
  );
  const letters: unknown[] = [];
  rig.add({ id: 'sqs', permissions: () => [], call: (_operation, input) => letters.push(input) });
  rig.functions.set(arn, () => {
    throw new RangeError('too far');
  });
  await invoke({ InvocationType: 'Event', Payload: { x: 1 } });
  await rig.advance(59_000);
  expect(letters).toEqual([]);
  await rig.advance(200_000);
  expect(letters).toMatchObject([
    { MessageBody: '{"x":1}', MessageAttributes: { ErrorMessage: { StringValue: 'too far' } } },
  ]);
  expect(rig.dispatched.at(-1)).toMatchObject({
    call: 'sqs:SendMessage',
    roleArn: 'arn:aws:iam::123456789012:role/function',
  });
});

it('refuses a function that there is not, and a payload that is not JSON', async () => {
  await expect(invoke({ FunctionName: 'none' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:none',
    status: 404,
  });
  await expect(invoke({ Payload: Buffer.from('{') })).rejects.toMatchObject({
    name: 'InvalidRequestContentException',
  });
});

it('tells the end of the log to who asks for it', async () => {
  const { LogResult } = await invoke({ LogType: 'Tail', Payload: {} });
  expect(Buffer.from(String(LogResult), 'base64').toString()).toBe(
    'START RequestId: request Version: $LATEST\nprinted\nEND RequestId: request\n',
  );
  expect(await invoke({ Payload: {} })).not.toHaveProperty('LogResult');
});

it('knows no version and no alias but the latest', async () => {
  expect(await invoke({ Qualifier: '$LATEST', Payload: {} })).toMatchObject({ StatusCode: 200 });
  for (const input of [{ Qualifier: 'live' }, { FunctionName: `${arn}:live` }])
    await expect(invoke(input)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: ${arn}:live`,
    });
});

it.each([
  [{ ClientContext: 'e30=' }, 'Invoke: the local cloud does not support ClientContext.'],
  [
    { InvocationType: 'Later' },
    "1 validation error detected: Value 'Later' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]",
  ],
])('refuses %j', async (input, message) => {
  await expect(invoke(input)).rejects.toMatchObject({ message });
});
