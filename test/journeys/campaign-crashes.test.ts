import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Marketer } from './marketing.ts';

const once = (emails: readonly string[]) => Object.fromEntries(emails.map((email) => [email, 1]));

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'onward-campaign-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

/** AWS calls of one invocation; past the last the function lives. */
const calls = [0, 1, 2, 3, 4, 5, 6, 7, 8];

describe('a campaign whose function dies after any of its AWS calls', () => {
  it.each(calls)('after %d, in each of its tasks: reaches everybody once', async (afterCall) => {
    const marketer = await Marketer.open();
    const emails = await marketer.people(30);
    const { id } = await marketer.create({ perSecond: 0.1 });
    const { cloud } = marketer.centre;
    const dies = (): void => cloud.crash({ function: 'onward-run-campaign', afterCall });
    dies();
    await marketer.trigger(id);
    // It dies in its plan, and then in one slice after another.
    for (let each = 0; each < 6; each += 1) {
      await cloud.advance(45_000);
      dies();
    }
    await cloud.advance('PT2H');
    expect(await marketer.see(id)).toMatchObject({
      status: 'completed',
      run: { progress: { reached: { A: 30 }, remaining: 0 } },
    });
    expect(marketer.inboxes()).toEqual(once(emails));
  });

  it('goes on after a trigger that was cut short, when it is sent again', async () => {
    for (const afterCall of [0, 1, 2, 3, 4, 5]) {
      const marketer = await Marketer.open();
      const emails = await marketer.people(3);
      const { id } = await marketer.create({});
      marketer.centre.cloud.crash({ function: 'onward-campaigns', afterCall });
      const path = `/v1/campaigns/${id}/trigger`;
      const headers = { 'idempotency-key': 'k' };
      const first = await marketer.call('POST', path, undefined, headers);
      if (first.status !== 202) await marketer.ask('POST', path, undefined, headers);
      await marketer.centre.cloud.advance('PT10M');
      expect(marketer.inboxes()).toEqual(once(emails));
    }
  });
});

describe('a campaign that is interfered with', () => {
  it('reaches everybody once, however it is paused, resumed, killed and cut off', async () => {
    const meddling = fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 15 }),
        what: fc.constantFrom('pause', 'resume', 'die', 'abort', 'line'),
        call: fc.integer({ min: 0, max: 9 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(meddling, async (acts) => {
        const marketer = await Marketer.open();
        const emails = await marketer.people(25);
        const { id } = await marketer.create({ perSecond: 1 });
        const { cloud } = marketer.centre;
        await marketer.trigger(id);
        for (const { after, what, call } of acts) {
          await cloud.advance(after * 1000);
          if (what === 'pause' || what === 'resume')
            await marketer.call('POST', `/v1/campaigns/${id}/${what}`);
          else if (what === 'die') cloud.crash({ function: 'onward-run-campaign', afterCall: call });
          else if (what === 'line')
            await marketer.centre.meets({ service: 'sqs', error: 'ServiceUnavailable', times: call + 1 });
          else await abort(marketer, id);
        }
        for (let each = 0; each < 3; each += 1) {
          await cloud.advance('PT3H');
          await marketer.call('POST', `/v1/campaigns/${id}/resume`);
        }
        await cloud.advance('PT3H');
        expect((await marketer.see(id)).status).toBe('completed');
        expect(marketer.inboxes()).toEqual(once(emails));
        await cloud.close();
      }),
      { numRuns: 12, seed: 6 },
    );
  }, 300_000);

  it('goes on when the whole process is killed in its middle', async () => {
    const [data, left] = [folder(), folder()];
    const doomed = await Marketer.open({ data, seed: undefined }, true);
    onTestFinished(() => doomed.centre.cloud.close());
    const emails = await doomed.people(25);
    const { id } = await doomed.create({ perSecond: 1 });
    await doomed.trigger(id);
    await doomed.centre.cloud.advance(9_000);
    const sent = doomed.centre.cloud.messages().length;
    for (const file of ['state.sqlite', 'state.sqlite-wal']) copyFileSync(join(data, file), join(left, file));
    const marketer = await Marketer.open({ data: left });
    expect(sent).toBeLessThan(25);
    await marketer.centre.cloud.advance('PT1H');
    expect((await marketer.see(id)).status).toBe('completed');
    expect(marketer.inboxes()).toEqual(once(emails));
  });
});

/** Ends whatever executions the campaigns' machine has, as somebody in the console may. */
async function abort(marketer: Marketer, campaign: string): Promise<void> {
  const { cloud } = marketer.centre;
  const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-run-campaign';
  const { executions } = (await cloud.call('sfn', 'ListExecutions', {
    stateMachineArn,
    statusFilter: 'RUNNING',
  })) as { executions: { executionArn: string }[] };
  for (const { executionArn } of executions)
    await cloud.call('sfn', 'StopExecution', { executionArn, cause: campaign });
}
