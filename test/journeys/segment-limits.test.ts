import { beforeEach, describe, expect, it } from 'vitest';
import { segmentKey, segmentsVersionKey } from '../../domain/records.ts';
import { Marketer } from './marketing.ts';

const ada = 'ada@example.com';
const most = 500;

let marketer: Marketer;
beforeEach(async () => {
  marketer = await Marketer.open();
});

interface View {
  readonly status: string;
  readonly people: number;
}

const save = (id: string, where: object, ifMatch?: string) =>
  marketer.call(
    'PUT',
    `/v1/segments/${id}`,
    { name: id, where },
    ifMatch ? { 'if-match': ifMatch } : undefined,
  );
const said = async (id: string, where: object): Promise<string> => {
  const { status, body } = await save(id, where);
  return `${status} ${(JSON.parse(body) as { detail: string }).detail}`;
};
const see = (id: string) => marketer.ask<View>('GET', `/v1/segments/${id}`);
const segmentsOf = async (email: string) =>
  (await marketer.ask<{ segments: string[] }>('GET', `/v1/people/email:${email}`)).segments;
const reads = { did: 'Page Read' };

/** Puts segments of every id that are ready, as if they had been saved one by one. */
async function keep(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const id = `s-${index}`;
    const where = { did: `Thing ${index} Done`, times: { gte: 3 }, within: { days: 90 } };
    const saved = { version: index + 1, build: index + 1, savedAt: '2026-11-01T00:00:00.000Z' };
    await marketer.keep({ ...segmentKey(id), id, name: id, where, ...saved, status: 'ready' });
  }
  await marketer.keep({ ...segmentsVersionKey, version: count });
}

describe('five hundred segments', () => {
  it('are as many as there may be; those that are there may be changed, and events are recorded', async () => {
    await keep(most);
    expect(await said('one-more', reads)).toBe('400 id: there are 500 segments already; delete one first');
    const { etag = '' } = (await marketer.call('GET', '/v1/segments/s-0')).headers;
    expect((await save('s-0', reads, etag)).status).toBe(200);
    await marketer.centre.cloud.advance('PT3M');
    await marketer.centre.fromTill({ email: ada, event: 'Page Read' });
    await marketer.centre.cloud.settle();
    expect(await segmentsOf(ada)).toEqual(['s-0']);
    const { etag: last = '' } = (await marketer.call('GET', '/v1/segments/s-1')).headers;
    const gone = await marketer.call('DELETE', '/v1/segments/s-1', undefined, { 'if-match': last });
    expect(gone.status).toBe(204);
    expect((await save('one-more', reads)).status).toBe(200);
  });
});

describe('what a segment may not say', () => {
  it('reads itself by way of others: refused with the way', async () => {
    await save('a', reads);
    await save('b', { segment: 'a' });
    await save('c', { all: [{ segment: 'b' }, reads] });
    const { etag = '' } = (await marketer.call('GET', '/v1/segments/a')).headers;
    const { status, body } = await save('a', { any: [{ segment: 'c' }, reads] }, etag);
    expect([status, (JSON.parse(body) as { detail: string }).detail]).toEqual([
      400,
      'where: reads itself in a circle: a reads c, c reads b, b reads a; take one of them out',
    ]);
    expect(await said('self', { segment: 'self' })).toContain(
      'where: reads itself in a circle: self reads self; take one of them out',
    );
  });

  it('stands too deep: refused with the place', async () => {
    const deep = (levels: number): object => (levels === 0 ? reads : { not: deep(levels - 1) });
    expect((await save('deep', deep(7))).status).toBe(200);
    expect(await said('deeper', deep(8))).toContain(
      `where.${Array(8).fill('not').join('.')}: stands 9 deep in other conditions; 8 are allowed`,
    );
    expect(await said('deepest', deep(60))).toContain('nests deeper than 50 levels; make it flatter');
  });
});

describe('a build', () => {
  const machine = 'arn:aws:states:us-east-1:123456789012:stateMachine:onward-build-segments';
  const builds = async () =>
    (
      (await marketer.centre.cloud.call('sfn', 'ListExecutions', { stateMachineArn: machine })) as {
        executions: { executionArn: string; status: string }[];
      }
    ).executions;

  it('that fails for good says that it is building, and goes on when it is redriven', async () => {
    const { cloud } = marketer.centre;
    await marketer.people(1);
    // The one partition with somebody in it is tried six times, each with two reads side by side.
    cloud.faults.add({
      service: 'dynamodb',
      operation: 'BatchGetItem',
      error: 'AccessDeniedException',
      times: 12,
    });
    await save('agreed', { did: 'Consent Given' });
    await cloud.advance('PT20M');
    expect((await builds()).map(({ status }) => status)).toEqual(['FAILED']);
    expect((await see('agreed')).status).toBe('building');
    const [{ executionArn } = { executionArn: '' }] = await builds();
    await cloud.call('sfn', 'RedriveExecution', { executionArn });
    await cloud.advance('PT5M');
    expect(await see('agreed')).toMatchObject({ status: 'ready', people: 1 });
  });

  it('whose segment is deleted meanwhile leaves nobody in it, and one of its name begins anew', async () => {
    const { cloud } = marketer.centre;
    await marketer.people(40);
    for (const pause of ['PT30S', 'PT89S', 'PT91S']) {
      await save('agreed', { did: 'Consent Given' });
      await cloud.advance(pause);
      const gone = await marketer.call('DELETE', '/v1/segments/agreed', undefined, { 'if-match': '*' });
      expect(gone.status).toBe(204);
      await cloud.advance('PT4M');
      expect((await marketer.call('GET', '/v1/segments/agreed')).status).toBe(404);
      expect(await segmentsOf('p0@example.com')).toEqual([]);
    }
    await save('agreed', { did: 'Consent Given' });
    await marketer.call('DELETE', '/v1/segments/agreed', undefined, { 'if-match': '*' });
    await save('agreed', { did: 'Consent Given' });
    await cloud.advance('PT5M');
    expect(await see('agreed')).toMatchObject({ status: 'ready', people: 40 });
  });
});
