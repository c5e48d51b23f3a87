import { setTimeout } from 'node:timers/promises';
import { Cloud } from '../../local/cloud.ts';
import { synthesizeIfStale } from '../../local/synthesis.ts';
import type { Usage } from '../../local/usage.ts';
import { durationText } from '../chaos/duration-text.ts';
import { firings } from './firings.ts';
import { help, readOptions } from './options.ts';

const rowsOfPart = 1_000;
const hour = 3_600_000;
const day = 24 * hour;

/** So long before the moment nobody moves the clock any more, in milliseconds. */
const breath = 2_000;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** @throws Error for a refusal */
async function ask<T>(cloud: Cloud, method: string, path: string, body?: object): Promise<T> {
  const headers = { authorization: 'Bearer sk_local', 'content-type': 'application/json' };
  const answer = await cloud.http(method, path, { headers, ...(body && { body }) });
  if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.body}`);
  return (answer.body === '' ? undefined : answer.json()) as T;
}

/** Brings in people who were all born on one day of the year. */
async function importPeople(cloud: Cloud, people: number, birthday: string): Promise<void> {
  const columns = { email: { to: 'email' }, birthday: { to: 'traits.birthday' } };
  const { id } = await ask<{ id: string }>(cloud, 'POST', '/v1/imports', {
    name: 'customers',
    format: 'table',
    mapping: { columns },
  });
  for (let from = 0; from < people; from += rowsOfPart) {
    const rows = Array.from({ length: Math.min(rowsOfPart, people - from) }, (_, index) => ({
      line: from + index + 2,
      values: { email: `p${from + index}@example.com`, birthday },
    }));
    await ask(cloud, 'PUT', `/v1/imports/${id}/parts/${from / rowsOfPart + 1}`, { rows });
  }
  await ask(cloud, 'POST', `/v1/imports/${id}/finish`);
  await cloud.settle();
}

/** What was counted while something was done, and the machine's own seconds that it took. */
async function measured(cloud: Cloud, name: string, people: number, act: () => Promise<void>): Promise<void> {
  const before = JSON.parse(JSON.stringify(cloud.usage)) as Usage;
  const begun = performance.now();
  await act();
  const seconds = (performance.now() - begun) / 1_000;
  const { dynamodb, lambdaInvocations, sqsRequests } = cloud.usage;
  const each = [
    [dynamodb.writeUnits - before.dynamodb.writeUnits, 'write units'],
    [dynamodb.readUnits - before.dynamodb.readUnits, 'read units'],
    [lambdaInvocations - before.lambdaInvocations, 'calls of functions'],
    [sqsRequests - before.sqsRequests, 'calls of SQS'],
  ] as const;
  const counts = each.map(([count, what]) => `${number.format(count / people)} ${what}`);
  console.log(
    `${name}: ${number.format(people)} people in ${seconds.toFixed(1)} s; each ${counts.join(', ')}`,
  );
}

/** Tells how late the firings were, and whether each person had one. */
async function judge(cloud: Cloud, people: number): Promise<boolean> {
  const late: number[] = [];
  const seen = new Set<string>();
  let refused = 0;
  for await (const firing of firings(cloud)) {
    if (firing.refused) refused += 1;
    seen.add(firing.person);
    late.push(firing.lateBy / 1_000);
  }
  late.sort((a, b) => a - b);
  const at = (share: number) => number.format(late[Math.ceil(share * late.length) - 1] ?? 0);
  console.log(
    `${number.format(late.length)} firings of ${number.format(seen.size)} people, ${refused} refused; recorded behind their moment: ` +
      `first ${at(0)} s, half ${at(0.5)} s, 99% ${at(0.99)} s, last ${at(1)} s`,
  );
  const isRight = seen.size === people && late.length === people && refused === 0 && (late[0] ?? 0) >= 0;
  console.log(isRight ? 'Everybody had the event once, none early.' : '✗ not everybody had the event once');
  return isRight;
}

async function play(people: number): Promise<boolean> {
  const calls: { readonly at: number; readonly fired: number }[] = [];
  const cloud = await Cloud.open({
    templateDir: 'cdk.out',
    data: ':memory:',
    log({ at, function: name, text }) {
      const fired = name === 'onward-fire-timers' && /"fired":(\d+)/.exec(text)?.[1];
      if (fired) calls.push({ at, fired: Number(fired) });
    },
  });
  try {
    const tomorrow = new Date(cloud.now() + day).toISOString().slice(5, 10);
    await ask(cloud, 'PUT', '/v1/schedules/birthday', {
      title: 'Birthday',
      who: { everyone: true },
      when: { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' },
    });
    await cloud.advance('PT5M');
    await measured(cloud, 'import', people, () => importPeople(cloud, people, `1980-${tomorrow}`));
    const nine = (Math.floor(cloud.now() / day) + 1) * day + 14 * hour;
    await cloud.advance(durationText(nine - breath - cloud.now()));
    await measured(cloud, 'nine o’clock', people, async () => {
      // From here on the cloud's clock is the machine's: nobody moves it on.
      await setTimeout(2 * breath);
      await cloud.settle();
    });
    for (const { at, fired } of calls)
      console.log(
        `fire-timers put ${number.format(fired)} on the line, by ${number.format((at - nine) / 1_000)} s behind the moment`,
      );
    return await judge(cloud, people);
  } finally {
    await cloud.close();
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(help);
  await synthesizeIfStale('cdk.out');
  if (!(await play(options.people))) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
