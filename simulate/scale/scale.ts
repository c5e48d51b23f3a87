import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizeIfStale } from '../../local/synthesis.ts';
import { durationText } from '../chaos/duration-text.ts';
import { Machine } from '../chaos/machine.ts';
import { freePorts } from '../chaos/ports.ts';
import { runCampaign } from './campaign.ts';
import { Marketer } from './marketer.ts';
import { help, readOptions, type ScaleOptions } from './options.ts';
import { mapping, segment, somebody } from './people.ts';
import { measured, type Phase, peakBytesOf } from './phases.ts';
import { judge } from './verdict.ts';

const rowsOfPart = 1_000;
const hour = 3_600_000;
const day = 24 * hour;

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function phaseLine({ name, seconds, count, usage }: Phase): string {
  const each = (key: string) => number.format((usage[key] ?? 0) / Math.max(1, count));
  return [
    name.padEnd(9),
    `${number.format(count).padStart(9)} people`,
    `${seconds.toFixed(1).padStart(7)} s`,
    `${each('writeUnits').padStart(7)} write units`,
    `${each('readUnits').padStart(7)} read units`,
    `${each('stateTransitions').padStart(6)} transitions`,
    `${each('lambdaInvocations').padStart(6)} calls of functions each`,
  ].join('  ');
}

async function importAll(
  marketer: Marketer,
  { people, seed }: ScaleOptions,
  meant: Set<string>,
): Promise<void> {
  const now = Date.parse((await marketer.ask<{ now: string }>('GET', '/_local/clock')).now);
  const { id } = await marketer.ask<{ id: string }>('POST', '/v1/imports', {
    name: 'customers',
    format: 'table',
    mapping,
  });
  for (let from = 0; from < people; from += rowsOfPart) {
    const rows = Array.from({ length: Math.min(rowsOfPart, people - from) }, (_, index) => {
      const { row, isMeant } = somebody(seed, from + index, now);
      if (isMeant) meant.add(row.email);
      return { line: from + index + 2, values: row };
    });
    const told = await marketer.ask<{ bad: number }>(
      'PUT',
      `/v1/imports/${id}/parts/${from / rowsOfPart + 1}`,
      {
        rows,
      },
    );
    if (told.bad > 0) throw new Error(`${told.bad} rows of a part are bad`);
  }
  await marketer.ask('POST', `/v1/imports/${id}/finish`);
  await marketer.settle();
}

async function buildSegment(marketer: Marketer): Promise<void> {
  await marketer.ask('PUT', '/v1/segments/regulars', segment);
  for (;;) {
    await marketer.ask('POST', '/_local/clock/advance', { by: 'PT1M' });
    await marketer.settle();
    const { status } = await marketer.ask<{ status: string }>('GET', '/v1/segments/regulars');
    if (status === 'ready') return;
    if (status === 'broken') throw new Error('the segment cannot be understood');
  }
}

/** Lets time pass until ten in the morning on the east coast: nobody's quiet hours. */
async function untilMorning(marketer: Marketer): Promise<void> {
  const now = Date.parse((await marketer.ask<{ now: string }>('GET', '/_local/clock')).now);
  const begins = Math.ceil((now - 15 * hour) / day) * day + 15 * hour;
  await marketer.ask('POST', '/_local/clock/advance', { by: durationText(begins - now) });
}

async function play(options: ScaleOptions): Promise<boolean> {
  const data = mkdtempSync(join(tmpdir(), 'onward-scale-'));
  const machine = new Machine({ data, ...(await freePorts()) });
  let peakBytes = 0;
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakBytesOf(machine.pid));
  }, 1_000);
  const say = (line: string): void => {
    if (!options.json) console.log(line);
  };
  try {
    const marketer = new Marketer(machine);
    const meant = new Set<string>();
    await marketer.ask('POST', '/_local/ses', { maxSendRate: 1_000, max24HourSend: -1 });
    const phases: Phase[] = [];
    phases.push(
      await measured(marketer, 'import', options.people, () => importAll(marketer, options, meant)),
    );
    say(phaseLine(phases[0]!));
    phases.push(await measured(marketer, 'segment', options.people, () => buildSegment(marketer)));
    say(phaseLine(phases[1]!));
    await untilMorning(marketer);
    const { phase, progress, review } = await runCampaign(marketer, machine, options);
    phases.push(phase);
    say(phaseLine(phase));
    await machine.stop();
    const verdict = await judge(data, meant, progress);
    if (options.json)
      console.log(JSON.stringify({ options, phases, progress, review, verdict, peakBytes }, null, 2));
    const variants = Object.entries(progress.reached).map(([id, count]) => `${number.format(count)} "${id}"`);
    say(
      `${number.format(meant.size)} people are meant: ${variants.join(', ')}, ${number.format(progress.heldOut)} held out; ` +
        `${number.format(verdict.messages)} messages, at most ${number.format(verdict.perSecond)} a second in any minute; ` +
        `${machine.kills.serving + machine.kills.starting} kills; at most ${Math.round(peakBytes / 2 ** 20)} MiB.`,
    );
    for (const fault of verdict.faults) say(`✗ ${fault}`);
    if (verdict.faults.length === 0) say('Everybody who is meant was reached exactly once, or held out.');
    return verdict.faults.length === 0;
  } finally {
    clearInterval(sampling);
    await machine.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(help);
  await synthesizeIfStale('cdk.out');
  if (!(await play(options))) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
