import { describe, expect, test } from 'vitest';
import { functionArn, probeRuntime } from '../../support/runtime.ts';

describe('a function', () => {
  test('sees its own environment, the local clock and its own chance, not the machine’s', async () => {
    const { invoke } = probeRuntime({
      source: `export const handler = async () => ({
        greeting: process.env.GREETING,
        home: process.env.HOME,
        viaGlobal: globalThis.process.env.AWS_REGION,
        now: new Date().toISOString(),
        ms: Date.now(),
        given: new Date(0).toISOString(),
        isDate: new Date() instanceof Date,
        uuid: crypto.randomUUID(),
        outside: await (await fetch('https://example.com')).text(),
        digest: typeof crypto.subtle.digest,
      });`,
    });
    expect(await invoke()).toEqual({
      payload: {
        greeting: 'hello',
        viaGlobal: 'us-east-1',
        now: '2026-01-01T00:00:00.000Z',
        ms: Date.UTC(2026, 0, 1),
        given: '1970-01-01T00:00:00.000Z',
        isDate: true,
        uuid: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        outside: 'outside',
        digest: 'function',
      },
    });
  });

  test('reaches the outside by node:https where it does by fetch, with what it sends and what it is answered', async () => {
    const calls: (readonly [string, string, string])[] = [];
    const { invoke } = probeRuntime({
      source: `import https, { request } from 'node:https';
        const read = (message) => new Promise((resolve, reject) => {
          let text = '';
          message.on('data', (chunk) => { text += chunk; }).on('end', () => resolve([message.statusCode, message.headers['x-limit'], text])).on('error', reject);
        });
        const answerTo = (made) => new Promise((resolve, reject) => made.on('response', (message) => resolve(read(message))).on('error', reject));
        export const handler = async () => [
          await answerTo(request('https://example.com/a', { method: 'POST', headers: { 'x-a': 1 } }).end('hello')),
          await answerTo(https.get({ host: 'example.com', port: 8443, path: '/b?c=1' })),
          await answerTo(https.request('https://broken.example/').end()).catch((error) => error.code),
        ];`,
      fetch: async (input, init) => {
        const asked = new Request(input, init);
        calls.push([asked.method, asked.url, await asked.text()]);
        await new Promise(setImmediate);
        if (asked.url.includes('broken'))
          throw new TypeError('fetch failed', {
            cause: Object.assign(new Error('read'), { code: 'ECONNRESET' }),
          });
        return new Response('outside', { status: 202, headers: { 'x-limit': '7' } });
      },
    });
    expect(await invoke()).toEqual({
      payload: [[202, '7', 'outside'], [202, '7', 'outside'], 'ECONNRESET'],
    });
    expect(calls).toEqual([
      ['POST', 'https://example.com/a', 'hello'],
      ['GET', 'https://example.com:8443/b?c=1', ''],
      ['GET', 'https://broken.example/', ''],
    ]);
  });

  test('tells each of two invocations at once what it alone printed', async () => {
    const { runtime } = probeRuntime({
      source: `export const handler = async ({ name }) => {
        console.log(name + ' begins');
        await Promise.resolve();
        console.log(name + ' ends');
      };`,
    });
    const both = await Promise.all(['a', 'b'].map((name) => runtime.invokeLogged(functionArn, { name })));
    expect(both.map(({ log }) => log())).toEqual([
      ['a begins', 'a ends'],
      ['b begins', 'b ends'],
    ]);
    expect(new Set(both.map(({ requestId }) => requestId)).size).toBe(2);
  });

  test('gets Lambda’s context', async () => {
    const { invoke } = probeRuntime({
      source: `export const handler = async (event, context) => ({
        ...context, left: context.getRemainingTimeInMillis() });`,
    });
    expect(await invoke()).toEqual({
      payload: {
        callbackWaitsForEmptyEventLoop: true,
        functionVersion: '$LATEST',
        functionName: 'probe',
        memoryLimitInMB: '512',
        logGroupName: '/aws/lambda/probe',
        logStreamName: 'local/[$LATEST]/probe',
        invokedFunctionArn: functionArn,
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        left: expect.toSatisfy((ms: number) => ms > 4_000 && ms <= 5_000),
      },
    });
  });

  test('gets and gives JSON, nothing shared', async () => {
    const { invoke } = probeRuntime({
      source: `export const handler = async (event) => { event.list.push(3); return { ...event, gone: undefined, at: new Date(0) }; };`,
    });
    const payload = { list: [1, 2] };
    expect(await invoke(payload)).toEqual({ payload: { list: [1, 2, 3], at: '1970-01-01T00:00:00.000Z' } });
    expect(payload).toEqual({ list: [1, 2] });
  });

  test('keeps its module’s state from one invocation to the next', async () => {
    const { invoke } = probeRuntime({
      source: 'let count = 0; export const handler = async () => ++count;',
    });
    await invoke();
    expect(await invoke()).toEqual({ payload: 2 });
  });

  test('may await something while it is loaded', async () => {
    const { invoke } = probeRuntime({
      source: `const region = await Promise.resolve(process.env.AWS_REGION);
        let count = 0;
        export const handler = async () => [region, import.meta.url.startsWith('file:'), ++count];`,
    });
    await invoke();
    expect(await invoke()).toEqual({ payload: ['us-east-1', true, 2] });
  });

  test('has what it prints kept by line, with the request it belongs to', async () => {
    const { invoke, log } = probeRuntime({
      source: `import { Console } from 'node:console';
        console.log('loading');
        export const handler = async (event, context) => {
          console.info('one %d', 1);
          new Console({ stdout: process.stdout, stderr: process.stderr }).warn('two');
          return context.awsRequestId;
        };`,
    });
    const result = await invoke();
    const requestId = 'payload' in result ? result.payload : undefined;
    expect(log.lines('probe')).toMatchObject([
      { text: 'loading', stream: 'stdout', requestId: undefined },
      { text: 'one 1', stream: 'stdout', requestId },
      { text: 'two', stream: 'stderr', requestId },
    ]);
  });

  test('is billed by started milliseconds and memory', async () => {
    const { invoke, usage } = probeRuntime({ source: 'export const handler = async () => 1;' });
    await invoke();
    expect(usage.lambdaInvocations).toBe(1);
    expect(usage.lambdaGbSeconds).toBeGreaterThanOrEqual(0.0005);
  });
});

describe('a function that fails', () => {
  const failing = (source: string) => probeRuntime({ source, declared: { timeoutSeconds: 0.05 } }).invoke();

  test.each([
    [
      'throws',
      'class Exited extends Error { name = "Exited" }\nexport const handler = async () => { throw new Exited("over"); };',
      { errorType: 'Exited', errorMessage: 'over', trace: expect.arrayContaining(['Exited: over']) },
    ],
    [
      'throws no error',
      'export const handler = async () => { throw "text"; };',
      { errorType: 'string', errorMessage: 'text', trace: [] },
    ],
    [
      'takes too long',
      'export const handler = () => new Promise(() => {});',
      {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(/^RequestId: \S{36} Error: Task timed out after 0\.05 seconds$/),
      },
    ],
    [
      'has no handler',
      'export const other = 1;',
      {
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: 'index.handler is undefined or not exported',
      },
    ],
    [
      'is no JavaScript',
      'export const handler = (;',
      { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: expect.any(String) },
    ],
    [
      'ends the process',
      'export const handler = async () => process.exit(2);',
      {
        errorType: 'Runtime.ExitError',
        errorMessage: 'Runtime exited with error: exit status 2',
        trace: expect.any(Array),
      },
    ],
    [
      'answers too much',
      'export const handler = async () => "x".repeat(7_000_000);',
      {
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      },
    ],
  ])('because it %s is reported as Lambda reports it', async (_, source, error) => {
    expect(await failing(source)).toEqual({ error });
  });

  test('while it is loaded is loaded anew by the next invocation', async () => {
    const { invoke } = probeRuntime({ source: 'throw new Error("no config");' });
    expect(await invoke()).toMatchObject({ error: { errorType: 'Error', errorMessage: 'no config' } });
    expect(await invoke()).toMatchObject({ error: { errorMessage: 'no config' } });
  });

  test('is told on its log', async () => {
    const { invoke, log } = probeRuntime({
      source: 'export const handler = async () => { throw new Error("x"); };',
    });
    await invoke();
    expect(log.lines()).toMatchObject([{ stream: 'stderr', text: expect.stringContaining('Invoke Error') }]);
  });
});

test('an unknown function is a failure that names it', async () => {
  const { runtime } = probeRuntime({ source: '' });
  expect(await runtime.invoke('arn:none', {})).toMatchObject({
    error: { errorMessage: 'Function not found: arn:none' },
  });
  expect(runtime.arnOf('probe')).toBe(functionArn);
  expect(runtime.arnOf(`${functionArn}:$LATEST`)).toBe(functionArn);
  expect(runtime.arnOf('other')).toBeUndefined();
});
