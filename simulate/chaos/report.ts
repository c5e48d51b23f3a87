import { isKept, type Trial } from './trial.ts';

/** How many of a kind are told one by one. */
const most = 10;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

function startTimes(starts: readonly number[]): string {
  const inOrder = starts.toSorted((a, b) => a - b);
  return `median ${seconds(inOrder[Math.floor(inOrder.length / 2)] ?? 0)}, longest ${seconds(inOrder.at(-1) ?? 0)}`;
}

/** What was done, what was found, and whether that is as it should be. */
export function reportLines(trial: Trial): readonly string[] {
  const { options, undisturbed, disturbed, outcome, differences, explained, broken, directory } = trial;
  const { serving, starting } = disturbed.kills;
  return [
    `${serving + starting} kills, ${starting} of them while it started; ${disturbed.resent} calls sent again; starts: ${startTimes(disturbed.starts)}`,
    `${outcome.lines.size} people, ${disturbed.facts.captured.length} messages compared with ${undisturbed.facts.captured.length}; ${outcome.unknown.length} of unknown fate, ${outcome.repeated.length} confirmations or reminders sent again`,
    `${undisturbed.seconds.toFixed(1)} s undisturbed, ${disturbed.seconds.toFixed(1)} s with kills`,
    ...explained.map(({ address }) => `otherwise, as a message of unknown fate explains: ${address}`),
    ...differences
      .slice(0, most)
      .flatMap(({ address, missing, added }) => [
        `OTHERWISE ${address}`,
        ...missing.map((line) => `  missing: ${line}`),
        ...added.map((line) => `  added:   ${line}`),
      ]),
    ...broken.slice(0, most).map(({ promise, person, what }) => `BROKEN ${promise}: ${person ?? ''} ${what}`),
    ...(isKept(trial)
      ? ['Nothing was lost, nothing came twice.']
      : [
          `${differences.length} people fared otherwise, ${broken.length} promises were broken. Both states and the list of kills: ${directory}`,
          `again: npm run test:chaos -- --kills ${options.kills} --people ${options.people} --seed ${options.seed} --kill-seed ${options.killSeed}`,
        ]),
  ];
}
