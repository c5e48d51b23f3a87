import { parseArgs } from 'node:util';
import { Cloud } from './cloud.ts';
import type { LogLine } from './runtime/function-log.ts';
import { synthesizeIfStale } from './synthesis.ts';

const usage = `npm start [-- options]
  --memory  keep no data
  --wire    functions reach the services over the AWS port, as in an account
  --quotas  Step Functions throttles calls as an account's default quotas do
  --logs    print all that functions print, not only warnings and failures
  --as-is   run the app that was synthesized last, whatever the sources say now
Environment: PORT (3000), AWS_PORT (4566), ONWARD_DATA (.onward)`;

const templateDir = 'cdk.out';

function port(variable: string, otherwise: number): number {
  const text = process.env[variable] ?? String(otherwise);
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= 65_535) return number;
  throw new Error(`${variable}: "${text}" is not a port; give a number from 0 to 65535`);
}

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const printLine = (all: boolean) => (line: LogLine) => {
  if (all || line.stream === 'stderr')
    print(`${line.function} ${line.requestId ?? '(loading)'} ${line.text}`);
};

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      memory: { type: 'boolean', default: false },
      wire: { type: 'boolean', default: false },
      quotas: { type: 'boolean', default: false },
      logs: { type: 'boolean', default: false },
      'as-is': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return;
  }
  const startedAt = performance.now();
  const ports = { port: port('PORT', 3000), awsPort: port('AWS_PORT', 4566) };
  process.setSourceMapsEnabled(true);
  if (!values['as-is']) {
    print('Looking at the sources …');
    const synthesized = await synthesizeIfStale(templateDir);
    print(synthesized ? 'Synthesized the app.' : 'The synthesized app is up to date.');
  }

  const data = values.memory ? ':memory:' : (process.env.ONWARD_DATA ?? '.onward');
  const cloud = await Cloud.open({
    templateDir,
    data,
    ...ports,
    wire: values.wire,
    quotas: values.quotas,
    log: printLine(values.logs),
  });
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const rows = [
    ['HTTP API', cloud.publicOrigin],
    ['AWS services', `${cloud.awsOrigin}  (aws --endpoint-url ${cloud.awsOrigin} …)`],
    ['control', `${cloud.publicOrigin}/_local/messages, /_local/clock, /_local/usage …`],
    ...cloud.localKeys.map(({ label, value }) => [label, value]),
    ['data', values.memory ? 'in memory, gone when this ends' : data],
    ['clock', new Date(cloud.now()).toISOString()],
  ];
  print(`Onward runs on this machine, ready in ${seconds} s:`);
  for (const [label = '', value = ''] of rows) print(`  ${label.padEnd(14)}${value}`);
  print('Ctrl-C stops it.');
  stopOnSignal(cloud);
}

/** The first signal stops cleanly, the second at once. */
function stopOnSignal(cloud: Cloud): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    print('Stopping …');
    cloud.close().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

await start().catch(fail);
