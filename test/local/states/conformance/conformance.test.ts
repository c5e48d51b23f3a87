import { describe, expect, it } from 'vitest';
import { branches } from './branches.ts';
import { flow } from './flow.ts';
import { integrations } from './integrations.ts';
import { lifecycle } from './lifecycle.ts';
import { ancestries, historyOf, type Scenario } from './scenario.ts';
import { tasks } from './tasks.ts';

const rooms: Readonly<Record<string, readonly Scenario[]>> = {
  flow,
  functions: tasks,
  'other services': integrations,
  'branches and iterations': branches,
  'ends and redrives': lifecycle,
};

describe.each(Object.entries(rooms))('the history of %s is what AWS recorded:', (_room, scenarios) => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    const events = await historyOf(scenario);
    if (scenario.concurrent) expect(ancestries(events)).toEqual(ancestries(scenario.history));
    else expect(events).toEqual(scenario.history);
  });
});
