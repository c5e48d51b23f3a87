import { expect, it } from 'vitest';
import { reportLines } from '../../simulate/chaos/report.ts';
import { nextMonday } from '../../simulate/chaos/story.ts';
import { tryKills } from '../../simulate/chaos/trial.ts';

const kills = 7;
const killSeed = Date.now() % 1_000_000;
const cast = { seed: 1, people: 10, begins: nextMonday(Date.now()) };

it('loses nothing and does nothing twice although it is killed again and again', async () => {
  const trial = await tryKills({ ...cast, kills, killSeed });
  const report = [`--kill-seed ${killSeed}`, ...reportLines(trial)].join('\n');
  expect(trial.broken, report).toEqual([]);
  expect(trial.differences, report).toEqual([]);
  expect(trial.disturbed.kills.serving + trial.disturbed.kills.starting, report).toBe(kills);
  expect(trial.disturbed.facts.captured.length, report).toBeGreaterThan(40);
}, 180_000);
