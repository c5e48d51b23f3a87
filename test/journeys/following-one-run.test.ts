import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogLine } from '../../local/runtime/function-log.ts';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

interface Told {
  readonly function: string;
  readonly level: string;
  readonly message: string;
  readonly run?: string;
  readonly person?: string;
  readonly step?: string;
  readonly outcome?: string;
  readonly error?: { readonly name: string };
}

/** Functions that act for a run; their lines about it name it. */
const ofRuns = ['RunStep', 'SendMessage'];

describe('whoever follows one run', () => {
  let centre: Centre;
  let lines: LogLine[];
  beforeEach(async () => {
    lines = [];
    centre = await Centre.open({ log: (line) => void lines.push(line) });
  });
  afterEach(() => centre.cloud.close());

  const told = (): Told[] =>
    lines
      .filter(({ text }) => text.startsWith('{'))
      .map(({ function: name, text }) => ({ ...(JSON.parse(text) as object), function: name }) as Told);
  const ofRun = (run: string) => told().filter((line) => line.run === run);
  const unnamed = () =>
    told()
      .filter((line) => ofRuns.some((name) => line.function.toLowerCase().includes(name.toLowerCase())))
      .filter(({ run, person, step }) => !run || !person || !step);

  it('finds its steps, its messages and what woke it in the log, each line with run, step and person', async () => {
    await centre.books(ada, 9);
    await centre.appointment(ada, 'Appointment Rescheduled', centre.slot(12));
    const [run] = await centre.runs(ada, 'appointment');
    const story = ofRun(run?.id ?? '');
    const wait = 'changes-until-the-day-before';
    expect(
      story.filter(({ message }) => message !== 'feedback').map(({ message, step }) => [message, step]),
    ).toEqual([
      ['run started', undefined],
      ['message', 'send-confirmation'],
      ['step', wait],
      ['run woken', wait],
      ['message', 'send-new-time'],
      ['step', wait],
    ]);
    const confirmed = story.filter(
      ({ message, step }) => message === 'feedback' && step === 'send-confirmation',
    );
    expect(confirmed).toHaveLength(2);
    expect(new Set(story.map(({ person }) => person)).size).toBe(1);
    expect(unnamed()).toEqual([]);
  });

  it('finds there what failed, and why', async () => {
    centre.cloud.faults.add({ service: 'sesv2', error: 'MessageRejected', times: 6 });
    await centre.books(ada, 9);
    await centre.cloud.advance('PT1H');
    const [run] = await centre.runs(ada, 'appointment');
    const failures = ofRun(run?.id ?? '').filter(({ message }) => message === 'step failed');
    expect(failures.length).toBeGreaterThan(0);
    expect(failures[0]).toMatchObject({
      level: 'ERROR',
      step: 'send-confirmation',
      error: { name: 'MessageRefused' },
    });
    expect(ofRun(run?.id ?? '').at(-1)).toMatchObject({
      level: 'WARN',
      message: 'run closed',
      person: failures[0]?.person,
      outcome: 'failed: MessageRefused',
    });
    expect(unnamed()).toEqual([]);
  });
});
