import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

/** SES's refusals that use up the retries of one step. */
const refusals = { service: 'sesv2', error: 'MessageRejected', times: 6 };

describe('a run that breaks', () => {
  let centre: Centre;
  beforeEach(async () => {
    centre = await Centre.open();
    centre.cloud.faults.add(refusals);
  });
  afterEach(() => centre.cloud.close());

  const status = async () => (await centre.runs(ada, 'appointment')).map((run) => run.status);
  const redrive = async () => {
    const [run] = await centre.runs(ada, 'appointment');
    const { executionArn } = await centre.get<{ executionArn: string }>(`/v1/runs/${run?.id}`);
    await centre.cloud.call('sfn', 'RedriveExecution', { executionArn });
    await centre.cloud.settle();
  };

  it('is shown as failed, goes on when it is redriven, and hears later events', async () => {
    await centre.books(ada, 9);
    await centre.cloud.advance('PT1H');
    expect(centre.inbox(ada)).toEqual([]);
    expect(await status()).toEqual(['failed']);

    // Another event: the run leaves the person's list of open runs.
    await centre.appointment(ada, 'Page Read', {});
    await redrive();
    expect(centre.inbox(ada)).toEqual(['send-confirmation']);
    expect(await status()).toEqual(['running']);

    await centre.appointment(ada, 'Appointment Rescheduled', centre.slot(12));
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'send-new-time']);
    await centre.cloud.advance('P20D');
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'send-new-time', 'send-reminder']);
    expect(await status()).toEqual(['completed']);
  });

  it('finds what was recorded while it was broken', async () => {
    await centre.books(ada, 9);
    await centre.cloud.advance('PT1H');
    await centre.appointment(ada, 'Appointment Cancelled', { bookingId: 'b-1' });
    await redrive();
    expect(centre.inbox(ada)).toEqual(['send-confirmation', 'send-cancellation']);
    expect(await status()).toEqual(['completed']);
  });

  it('is found by the hourly sweep when nobody was told', async () => {
    await centre.cloud.call('eventbridge', 'DisableRule', { Name: 'onward-close-runs' });
    await centre.books(ada, 9);
    await centre.cloud.advance('PT20M');
    expect(await status()).toEqual(['running']);
    await centre.cloud.advance('PT1H');
    expect(await status()).toEqual(['failed']);
  });
});
