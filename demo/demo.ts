import { parseArgs } from 'node:util';
import { startLocalCloud } from './cloud.ts';
import { type Line, Stage } from './stage.ts';
import { play } from './story.ts';
import { dayOf, faults } from './verdict.ts';

const { json } = parseArgs({ options: { json: { type: 'boolean', default: false } } }).values;

const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'America/New_York',
});

function print(lines: readonly Line[]): void {
  const start = lines[0]?.at ?? '';
  for (const line of lines) {
    const mark = { did: '->', received: '  <- email', told: '  .. ads' }[line.kind];
    console.log(
      `day ${String(dayOf(start, line)).padStart(2)}  ${day.format(new Date(line.at)).padEnd(19)}  ${line.who.padEnd(24)} ${mark} ${line.text}`,
    );
  }
}

/** Plays the story against a fresh local cloud and tells it; a wrong story ends with status 1. */
async function main(): Promise<void> {
  if (!json) console.log('Starting a fresh local cloud …');
  const cloud = await startLocalCloud();
  const stage = new Stage(cloud.origin);
  try {
    await play(stage);
    const [usage, price] = [await stage.usage(), await stage.price()];
    const wrong = faults(stage.lines);
    if (json)
      for (const line of [
        ...stage.lines,
        { kind: 'usage', usage, price },
        { kind: 'verdict', faults: wrong },
      ])
        console.log(JSON.stringify(line));
    else {
      print(stage.lines);
      console.log('\nWhat AWS would have counted:', usage);
      console.log(
        `Its list price for these four people: $${price.aws.toFixed(5)}, and $${price.messages.toFixed(5)} for the emails.`,
      );
      console.log(
        wrong.length === 0 ? '\nThe story went as told.' : `\nThe story went wrong:\n  ${wrong.join('\n  ')}`,
      );
    }
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } finally {
    await stage.close();
    await cloud.stop();
  }
}

await main();
