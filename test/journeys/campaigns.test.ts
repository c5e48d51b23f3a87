import { describe, expect, it } from 'vitest';
import { Marketer } from './marketing.ts';

describe('a campaign', () => {
  it('is drafted, reviewed, triggered, and reaches everybody on a list once', async () => {
    const marketer = await Marketer.open();
    const emails = await marketer.people(30, { firstName: 'Ada' });
    expect(await marketer.list('winter', emails)).toMatchObject({ added: 30, rejected: [] });
    const draft = await marketer.create({ to: { list: 'winter' }, perSecond: 5 });
    expect(draft.status).toBe('draft');

    const review = await marketer.ask('POST', `/v1/campaigns/${draft.id}/review`);
    expect(review).toMatchObject({
      who: { people: 30, arms: { A: 30 }, skipped: {}, estimated: false },
      what: [
        {
          variant: 'A',
          channel: 'email',
          topic: 'offers',
          subject: 'Is your car ready for winter?',
          text: expect.stringContaining('Dear Ada, we look it over.'),
        },
      ],
      when: { perSecond: 5, seconds: 6 },
      warnings: [],
    });

    const triggered = await marketer.trigger(draft.id);
    expect(triggered.status).toBe('running');
    await marketer.centre.cloud.advance('PT5M');
    expect(await marketer.see(draft.id)).toMatchObject({
      status: 'completed',
      run: { progress: { people: 30, reached: { A: 30 }, heldOut: 0, remaining: 0, perSecond: 5 } },
    });
    expect(marketer.inboxes()).toEqual(Object.fromEntries(emails.map((email) => [email, 1])));
    expect((await marketer.trigger(draft.id)).run).toMatchObject({ id: triggered.run?.id });
    const [message] = marketer.centre.cloud.messages();
    expect(message).toMatchObject({ subject: 'Is your car ready for winter?', step: 'send' });
    expect(message?.text).toContain('Dear Ada, we look it over.');
  });
});
