import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { ListEmailIdentitiesCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Service } from '../../../local/service.ts';
import { awsServer } from '../../../local/wire/aws-server.ts';

let server: Server;
let port: number;
let calls: { readonly operation: string; readonly input: unknown }[];
let reported: unknown[];

const service = (id: string): Service => ({
  id,
  permissions: () => [],
  call: (operation, input) => {
    calls.push({ operation, input });
    return {};
  },
});

beforeEach(async () => {
  calls = [];
  reported = [];
  vi.spyOn(console, 'error').mockImplementation((...told) => reported.push(told));
  const ids = [
    'dynamodb',
    'sfn',
    'sqs',
    'ssm',
    'eventbridge',
    'sns',
    'sts',
    'sesv2',
    'pinpointsmsvoicev2',
    'socialmessaging',
    'scheduler',
    'lambda',
  ];
  const services = new Map(ids.map((id) => [id, service(id)]));
  server = awsServer({
    services,
    kept: async () => undefined,
    dispatch: async (id, operation, input, caller) => services.get(id)?.call(operation, input, caller),
    callerOf: () => ({}),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  vi.restoreAllMocks();
  expect(reported, 'what the console was told').toEqual([]);
});

interface Malformed {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Signed for this service; unsigned without. */
  readonly service?: string;
  readonly credential?: string;
}

const scope = (name: string) => `AKIA/20261116/us-east-1/${name}/aws4_request`;

/** Over a raw socket, since a client would not send most of it. Resolves to all that came back until the end. */
function send({ method = 'POST', path = '/', body = '', ...call }: Malformed): Promise<string> {
  const signed = call.credential ?? (call.service === undefined ? undefined : scope(call.service));
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    'connection: close',
    `content-length: ${Buffer.byteLength(body)}`,
    ...(signed === undefined
      ? []
      : [`authorization: AWS4-HMAC-SHA256 Credential=${signed}, SignedHeaders=host`]),
    ...Object.entries(call.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
  ];
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      socket.write(body);
    });
    let told = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      told += chunk;
    });
    socket.on('end', () => resolve(told)).on('error', reject);
  });
}

const json: readonly (readonly [service: string, target: string])[] = [
  ['dynamodb', 'DynamoDB_20120810.GetItem'],
  ['states', 'AWSStepFunctions.ListExecutions'],
  ['sqs', 'AmazonSQS.SendMessageBatch'],
  ['ssm', 'AmazonSSM.GetParameters'],
  ['events', 'AWSEvents.PutEvents'],
  ['sms-voice', 'PinpointSMSVoiceV2.SendTextMessage'],
];
const rest: readonly (readonly [service: string, path: string])[] = [
  ['ses', '/v2/email/outbound-emails'],
  ['scheduler', '/schedules/x'],
  ['social-messaging', '/v1/whatsapp/send'],
];
const form = { 'content-type': 'application/x-www-form-urlencoded' };

describe.each(json)('%s refuses as AWS does', (name, target) => {
  const headers = { 'x-amz-target': target };

  it.each([
    ['JSON that ends too early', '{"a', 'SerializationException'],
    ['a list', '[1]', 'Start of list can not be converted to Structure'],
    ['null', 'null', 'NULL_VALUE can not be converted to Structure'],
    ['what is not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 'SerializationException'],
    ['brackets without end', '['.repeat(200_000), 'SerializationException'],
  ])('%s', async (_what, body, told) => {
    const answer = await send({ service: name, headers, body });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(told);
    expect(calls).toEqual([]);
  });

  it.each([
    ['a target of nobody', { headers: { 'x-amz-target': target.replace(/^\w+/, 'Nobody') } }, 400],
    ['no target', {}, 400],
    ['GET', { method: 'GET', headers }, 404],
    ['DELETE', { method: 'DELETE', headers }, 404],
    [
      'a name that every object has',
      { headers: { 'x-amz-target': target.replace(/\w+$/, '__proto__') } },
      400,
    ],
  ])('%s', async (_what, call, status) => {
    const answer = await send({ service: name, body: '{}', ...call });
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toMatch(/"__type":"[\w.#]*UnknownOperationException"/);
    expect(calls).toEqual([]);
  });
});

it('refuses null among the items of a list', async () => {
  const headers = { 'x-amz-target': 'AmazonSQS.SendMessageBatch' };
  const answer = await send({ service: 'sqs', headers, body: '{"Entries":[null]}' });
  expect(answer).toContain('NULL_VALUE can not be converted to Structure');
});

describe.each(rest)('%s refuses as AWS does', (name, path) => {
  it.each(['[1]', 'null', '"x"', '5', '{"a'])('the body %s', async (body) => {
    const answer = await send({ service: name, path, body });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/x-amzn-errortype: SerializationException/i);
  });

  it.each(['//', '/', '/nowhere', '/../../etc/passwd', 'http://elsewhere/x'])(
    'the path %s',
    async (other) => {
      const answer = await send({ service: name, path: other, method: 'GET' });
      expect(answer).toMatch(/^HTTP\/1\.1 404 /);
      expect(answer).toContain(`There is no operation at GET ${other}.`);
    },
  );
});

describe('who calls what', () => {
  it('wants a credential with its five parts', async () => {
    const headers = { 'x-amz-target': 'DynamoDB_20120810.ListTables' };
    const answer = await send({ credential: 'AKIA', headers, body: '{}' });
    expect(answer).toContain('IncompleteSignatureException');
    expect(answer).toContain('Credential must have exactly 5 slash-delimited elements');
  });

  it.each([
    [
      'JSON',
      { headers: { 'x-amz-target': 'Kinesis_20131202.ListStreams' } },
      '"__type":"UnknownOperationException"',
    ],
    ['XML', { headers: form, body: 'Action=ListStreams' }, '<Code>UnknownOperationException</Code>'],
    ['REST', { path: '/v2/streams' }, 'UnknownOperationException'],
  ])('names a service that is not here, in %s', async (_what, call, told) => {
    const answer = await send({ service: 'kinesis', ...call });
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain(told);
    expect(answer).toMatch(/The local cloud has no service (\\"|&quot;)kinesis/);
  });

  it("answers S3's clients and those of SES's first version in their XML", async () => {
    expect(await send({ service: 's3', method: 'GET', path: '/bucket' })).toContain(
      '<Error><Code>UnknownOperationException</Code><Message>The local cloud has no service &quot;s3&quot;.',
    );
    expect(await send({ service: 'ses', headers: form, body: 'Action=SendEmail' })).toContain(
      'The local cloud has no service &quot;ses&quot; in the query protocol.',
    );
  });

  it('asks for a signature in XML where the call is a form', async () => {
    const answer = await send({ headers: form, body: 'Action=ListTopics' });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('<Code>MissingAuthenticationTokenException</Code>');
  });

  it('takes the query protocol by a signed link as well', async () => {
    const credential = encodeURIComponent(scope('sqs'));
    await send({ method: 'GET', path: `/?Action=ListQueues&X-Amz-Credential=${credential}` });
    expect(calls).toEqual([{ operation: 'ListQueues', input: {} }]);
  });
});

it('reads a body that is too large to its end, and then refuses it', async () => {
  const headers = { 'x-amz-target': 'DynamoDB_20120810.PutItem' };
  const answer = await send({ service: 'dynamodb', headers, body: Buffer.alloc(70 * 1024 * 1024, 0x20) });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain('"__type":"RequestEntityTooLargeException"');
});

it('keeps quiet about a client that hangs up while it sends', async () => {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => server.once('connection', (other) => other.once('close', resolve)));
  socket.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf', () =>
    socket.destroy(),
  );
  await closed;
  expect(await send({ body: '{}' })).toMatch(/^HTTP\/1\.1 403 /);
});

it('tells operations apart that share a path', async () => {
  const list = await send({ service: 'lambda', method: 'GET', path: '/2018-10-31/layers' });
  const get = await send({
    service: 'lambda',
    method: 'GET',
    path: '/2018-10-31/layers?find=LayerVersion&Arn=a',
  });
  expect([list, get].every((answer) => answer.startsWith('HTTP/1.1 200'))).toBe(true);
  expect(calls.map(({ operation }) => operation)).toEqual(['ListLayers', 'GetLayerVersionByArn']);
});

it("serves SES's lists where its clients of before asked for them, the AWS CLI among them", async () => {
  await send({ service: 'ses', method: 'GET', path: '/v2/email/identities?PageSize=5' });
  const client = new SESv2Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIA', secretAccessKey: 'secret' },
  });
  await client.send(new ListEmailIdentitiesCommand({ PageSize: 5 }));
  expect(calls).toEqual([
    { operation: 'ListEmailIdentities', input: { PageSize: 5 } },
    { operation: 'ListEmailIdentities', input: { PageSize: 5 } },
  ]);
});
