import { synthesizeIfStale } from '../../local/synthesis.ts';
import { help, type RehearseOptions, readOptions } from './options.ts';
import { type Rehearsal, rehearse } from './rehearsal.ts';

const number = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function table(title: string, counts: Readonly<Record<string, number>>, people: number): readonly string[] {
  const width = Math.max(...Object.keys(counts).map(({ length }) => length));
  return [
    `\n${title}`,
    ...Object.entries(counts).map(
      ([name, count]) =>
        `  ${name.padEnd(width)}  ${number.format(count).padStart(12)}  ${number.format(count / people).padStart(8)} a customer`,
    ),
  ];
}

function lines({ people, story, threads }: RehearseOptions, rehearsal: Rehearsal): readonly string[] {
  const { usage, price, messages, runs, calls, astray, seconds, peakBytes } = rehearsal;
  const per1000 = (dollars: number) => `$${((dollars / people) * 1_000).toFixed(2)}`;
  return [
    ...table('Messages, by step', messages, people),
    ...table('Runs', runs, people),
    ...table('Calls outside', calls, people),
    ...table('What AWS would count', usage, people),
    `\nAt list prices: ${per1000(price.aws)} of AWS and ${per1000(price.messages)} of email for 1,000 customers.`,
    `${number.format(people)} customers in ${seconds.toFixed(1)} s on ${threads} threads, ${((seconds * 1_000) / people).toFixed(1)} ms each, at most ${Math.round(peakBytes / 2 ** 20)} MiB.`,
    ...(story === 'mixed'
      ? []
      : [
          `${number.format(people - astray.count)} of ${number.format(people)} got exactly the messages of the story.`,
        ]),
    ...astray.examples.map((example) => `  ${example}`),
  ];
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(help);
  await synthesizeIfStale('cdk.out');
  const rehearsal = await rehearse(options);
  if (options.json) console.log(JSON.stringify(rehearsal, null, 2));
  else for (const line of lines(options, rehearsal)) console.log(line);
  if (rehearsal.astray.count > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
