import { expect, it } from 'vitest';
import { reportLines } from '../../simulate/chaos/report.ts';
import { nextMonday } from '../../simulate/chaos/story.ts';
import { tryKills } from '../../simulate/chaos/trial.ts';

const cast = { seed: 1, people: 16, begins: nextMonday(Date.now()) };

it('loses nothing and does nothing twice although it is killed again and again', async () => {
  const trial = await tryKills({ ...cast, kills: 8, killSeed: Date.now() % 1_000_000 });
  const report = reportLines(trial).join('\n');
  expect(trial.broken, report).toEqual([]);
  expect(trial.differences, report).toEqual([]);
  expect(trial.disturbed.kills.serving + trial.disturbed.kills.starting).toBe(8);
  expect(trial.disturbed.facts.mails.length).toBeGreaterThan(50);
}, 180_000);
