import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';
import { letter } from './marketing.ts';
import { ScheduleDesk } from './schedule-desk.ts';

const ada = 'ada@example.com';
const bob = 'bob@example.com';

let centre: Centre;
let desk: ScheduleDesk;
beforeEach(async () => {
  centre = await Centre.open();
  desk = new ScheduleDesk(centre);
});
afterEach(() => centre.cloud.close());

const everyone = { everyone: true };
const birthday = {
  title: 'Birthday',
  who: everyone,
  when: { kind: 'trait', trait: 'birthday', every: 'year', time: '09:00' },
};
const tomorrow = '2026-11-24T09:00';
const once = {
  title: 'Tomorrow',
  who: everyone,
  when: { kind: 'once', at: tomorrow, zone: 'America/New_York' },
};

const recurring = (cron: string, zone = 'UTC') => ({ ...once, when: { kind: 'recurring', cron, zone } });

describe('the API', () => {
  const refused = async (id: string, draft: object) => {
    const { status, body } = await desk.call('PUT', `/${id}`, draft);
    const { detail } = JSON.parse(body) as { detail: string };
    return `${status} ${detail}`;
  };

  it.each([
    [{ ...once, title: '' }, '400 title: '],
    [{ ...once, who: { anybody: 1 } }, '400 who: must be {"person": "per_…"}, {"segment": "…"} or'],
    [{ ...once, who: { person: `per_${'a'.repeat(24)}` } }, '422 who.person: nobody is known as'],
    [{ ...once, who: { segment: 'none' } }, '422 who.segment: there is no segment "none"'],
    [{ ...once, campaign: `cmp_${'a'.repeat(17)}` }, '422 campaign: there is no campaign'],
    [{ ...once, campaign: 'winter' }, '400 campaign: must be a campaign’s id'],
    [{ ...once, when: { kind: 'daily' } }, '400 when'],
    [{ ...once, when: { ...once.when, at: '2026-02-30T09:00' } }, '400 when.at: must be a date and time'],
    [{ ...once, when: { ...once.when, at: '2026-11-23T08:59' } }, '422 when.at: 2026-11-23T08:59 in America'],
    [{ ...once, when: { ...once.when, zone: '+01:00' } }, '400 when.zone: unknown time zone "+01:00"'],
    [{ ...once, when: { ...once.when, zone: 'America/NewYork' } }, 'did you mean America/New_York?'],
    [{ ...once, when: { ...once.when, zone: 'new york' } }, 'did you mean America/New_York?'],
    [
      { ...once, when: { ...once.when, at: '2027-03-14T02:30' } },
      '422 when.at: clocks in America/New_York leap over 2027-03-14T02:30; the next time that they show is 2027-03-14T03:00',
    ],
    [recurring('0 9 * * 1'), '400 when.cron: has five fields, as Unix has; there are six'],
    [recurring('rate(5 minutes)'), '400 when.cron: "rate(5 minutes)" is a rate; say the times'],
    [recurring('0 25 * * ? *'), '400 when.cron: hours: "25" is not one of 0 to 23; write 9, 9-17 or 8,20'],
    [recurring('0 9 * * ? 2025'), '422 when.cron: "0 9 * * ? 2025" never comes in UTC: its years are past'],
    [recurring('0 9 30 2 ? *'), '422 when.cron: "0 9 30 2 ? *" never comes in UTC: '],
    [recurring('0 9 30 2 ? *', 'person'), '422 when.cron: "0 9 30 2 ? *" never comes: its years are past'],
    [{ ...birthday, when: { ...birthday.when, time: '9:00' } }, '400 when.time: must be a time of the day'],
    [{ ...birthday, when: { ...birthday.when, offset: 'PT6H' } }, '400 when.offset: must be an ISO 8601'],
    [{ ...birthday, data: { text: 'x'.repeat(5_000) } }, '400 data: 5011 bytes; may have 4096'],
    [{ ...birthday, colour: 'red' }, '400 unknown field "colour"; remove it'],
  ])('says what is wrong with a schedule: %j', async (draft, says) => {
    expect(await refused('x', draft)).toContain(says);
    expect((await desk.call('GET', '/x')).status).toBe(404);
  });

  /** Id of a campaign that goes nowhere yet. */
  const draft = async (): Promise<string> => {
    const says = { name: 'Winter check', to: 'everyone', variants: [{ id: 'A', send: letter }] };
    const headers = { authorization: 'Bearer sk_local' };
    const { body } = await centre.cloud.http('POST', '/v1/campaigns', { headers, body: says });
    return (JSON.parse(body) as { id: string }).id;
  };

  it('lists page by page, holds edits against what there is, and keeps twenty that events may touch', async () => {
    for (const id of ['b', 'a']) await desk.save(id, once);
    const campaigns = [await draft(), await draft()];
    for (let n = 0; n < 20; n += 1) await desk.save(`r-${n}`, { ...birthday, campaign: campaigns[n % 2] });
    expect(await refused('r-20', birthday)).toContain('409 when: there are 20 schedules');

    const ids: string[] = [];
    for (let query = '?limit=9'; query; ) {
      const { items, next } = (await desk.call('GET', query)).json() as {
        items: { id: string }[];
        next: string | null;
      };
      ids.push(...items.map(({ id }) => id));
      query = next === null ? '' : `?limit=9&cursor=${next}`;
    }
    expect([ids.length, ids.slice(-2)]).toEqual([22, ['a', 'b']]);
    const ofCampaign = (await desk.call('GET', `?campaign=${campaigns[1]}`)).json() as { items: object[] };
    expect(ofCampaign.items).toHaveLength(10);
    expect((await desk.call('GET', '?cursor=bm9uc2Vuc2U')).status).toBe(400);

    const { etag = '' } = (await desk.call('GET', '/a')).headers;
    const edit = (match?: string) => desk.call('PUT', '/a', once, match ? { 'if-match': match } : {});
    const answers = [await edit(), await edit(etag), await edit(etag)];
    expect(answers.map(({ status }) => status)).toEqual([428, 200, 412]);
    expect((await desk.call('DELETE', '/a')).status).toBe(428);
    expect((await desk.call('POST', '/none/pause')).status).toBe(404);
  });
});

describe('a moment whose call is lost', () => {
  it('is found within the hour', async () => {
    await desk.knows(ada, { birthday: '1980-11-24' });
    await desk.save('birthday', birthday);
    await centre.cloud.advance('PT5M');
    await centre.cloud.call('scheduler', 'DeleteSchedule', {
      Name: 'timers-2026-11-24T14-00',
      GroupName: 'onward',
    });
    await centre.cloud.advance('P2D');
    expect(await desk.fired(ada, 5_400_000)).toEqual(['birthday 2026-11-24T14:00:00.000Z']);
  });
});

describe('a walk that was stopped', () => {
  const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-walk-schedules';
  const walks = async () =>
    (await centre.cloud.call('sfn', 'ListExecutions', { stateMachineArn })) as {
      executions: { executionArn: string; status: string }[];
    };

  it('is redriven, and reaches everybody once', async () => {
    for (const email of [ada, bob]) await desk.knows(email);
    await desk.save('tomorrow', once);
    centre.cloud.faults.add({
      service: 'dynamodb',
      operation: 'BatchGetItem',
      error: 'ProvisionedThroughputExceededException',
      times: 90,
    });
    await centre.cloud.advance('P1D');
    const [walk] = (await walks()).executions;
    const { executionArn = '' } = walk ?? {};
    expect(walk?.status).toBe('RUNNING');
    await centre.cloud.call('sfn', 'StopExecution', { executionArn });
    await centre.cloud.settle();
    await centre.cloud.call('sfn', 'RedriveExecution', { executionArn });
    await centre.cloud.advance('PT2M');
    expect((await walks()).executions.map(({ status }) => status)).toEqual(['SUCCEEDED']);
    for (const email of [ada, bob])
      expect(await desk.fired(email)).toEqual(['tomorrow 2026-11-24T14:00:00Z']);
  });
});

describe('two who become one', () => {
  it('get each occurrence once, and the date that stands', async () => {
    const first = await desk.knows(ada, { birthday: '1980-11-25' });
    const second = await desk.knows(bob, { birthday: '1980-11-26' });
    await desk.save('birthday', birthday);
    await desk.save('tomorrow', { ...once, when: { ...once.when, zone: 'person' } });
    await centre.cloud.advance('PT5H');
    await centre.cloud.http('POST', `/v1/people/${first}/merge`, {
      headers: { authorization: 'Bearer sk_local' },
      body: { other: second },
    });
    await centre.cloud.advance('P4D');
    expect(await desk.fired(ada)).toEqual([
      'tomorrow 2026-11-24T14:00:00.000Z',
      'birthday 2026-11-25T14:00:00.000Z',
    ]);
    // The loser's timers, which both had, went with the merge.
    expect(await desk.refused(ada)).toEqual([]);
  });
});

/** AWS calls that one invocation makes at the most here. */
const calls = [0, 1, 2, 3, 5, 8];

describe('a function that dies after any of its calls', () => {
  it.each(
    ['record-event', 'fire-timers', 'run-schedule'].flatMap((name) =>
      calls.map((each) => [name, each] as const),
    ),
  )('%s, after %d: each person’s moments come once', async (name, afterCall) => {
    await desk.knows(bob, { birthday: '1980-11-24' });
    await desk.save('birthday', birthday);
    await desk.save('tomorrow', once);
    await centre.cloud.advance('PT90S');
    centre.cloud.crash({ function: `onward-${name}`, afterCall });
    await desk.tells(ada, { birthday: '1980-11-24' });
    await centre.cloud.advance('P1D');
    await centre.cloud.advance('PT3H');
    for (const email of [ada, bob])
      expect((await desk.fired(email, 5_400_000)).toSorted()).toEqual([
        'birthday 2026-11-24T14:00:00.000Z',
        'tomorrow 2026-11-24T14:00:00Z',
      ]);
  });
});
