import { expect, it } from 'vitest';
import { invokeWithToken, Rig, seconds } from './rig.ts';

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:run-step';
const ask = {
  Type: 'Task',
  Resource: invokeWithToken,
  Arguments: { FunctionName: functionArn, Payload: { token: '{% $states.context.Task.Token %}' } },
  TimeoutSeconds: 600,
};
const machine = {
  Set: { Type: 'Pass', Assign: { kept: 'kept' }, Next: 'Ask' },
  Ask: { ...ask, Catch: [{ ErrorEquals: ['States.Timeout'], Output: 'late', Next: 'End' }], Next: 'End' },
  End: { Type: 'Succeed', Output: '{% [$kept, $states.input] %}' },
};
const token = (rig: Rig, call: number) => (rig.calls[call]!.input.Payload as { token: string }).token;

/** What a restart finds: the same store, a clock that has gone on. */
const restarted = (rig: Rig, afterMs = 0) => new Rig({ store: rig.store, now: rig.clock.now() + afterMs });

it('goes on after a restart with the token that was given before', async () => {
  const before = new Rig();
  const run = await before.run(machine);
  const after = restarted(before);
  await after.advance(0);
  expect(after.calls).toEqual([]);
  await after.answerToken(token(before, 0), 'answered');
  expect(after.describe(run).output).toEqual(['kept', 'answered']);
});

it('keeps deadlines over a restart, also those that passed meanwhile', async () => {
  const before = new Rig();
  const run = await before.run(machine);
  const early = restarted(before, seconds(599));
  await early.advance(0);
  expect(early.describe(run).status).toBe('RUNNING');
  const late = restarted(before, seconds(700));
  await late.advance(0);
  expect(late.describe(run).output).toEqual(['kept', 'late']);
});

it('makes a call again that was under way, with the same token', async () => {
  const before = new Rig();
  before.answer(() => new Promise(() => undefined));
  before.call('StartExecution', { stateMachineArn: before.machine(machine), name: 'run' });
  await before.advanceOnce();
  const after = restarted(before);
  await after.advance(0);
  expect(token(after, 0)).toBe(token(before, 0));
  await after.answerToken(token(after, 0), 'once');
  expect(after.describe('arn:aws:states:us-east-1:123456789012:execution:journey:run').output).toEqual([
    'kept',
    'once',
  ]);
});

it('keeps only a timer for an execution that waits', async () => {
  const rig = new Rig();
  const arn = rig.machine(machine);
  for (let index = 0; index < 50; index += 1) await rig.start(arn, {}, `run-${index}`);
  expect(rig.clock.timers).toBe(50);
  expect(rig.work.idle).toBe(true);
  for (let index = 0; index < 50; index += 1) await rig.answerToken(token(rig, index), index);
  expect(rig.clock.timers).toBe(0);
});
