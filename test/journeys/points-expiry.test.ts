import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContext } from '../../infra/context.ts';
import { synthesize } from '../../infra/synth.ts';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

interface Account {
  readonly balance: number;
  readonly entries: readonly { readonly at: string; readonly kind: string; readonly points: number }[];
  readonly next: string | null;
}

describe('points at a centre where they end after 30 days', () => {
  const root = mkdtempSync(join(tmpdir(), 'onward-points-'));
  let centre: Centre;

  beforeAll(async () => {
    const own = join(root, 'centre.json');
    const usual = JSON.parse(readFileSync('centre.json', 'utf8'));
    writeFileSync(own, JSON.stringify({ ...usual, points: { ...usual.points, expireAfterDays: 30 } }));
    const templateDir = await synthesize({
      outdir: join(root, 'cdk.out'),
      bundles: join(root, 'bundles'),
      context: { ...readContext(), centre: own },
    });
    centre = await Centre.open({ templateDir });
  }, 60_000);
  afterAll(async () => {
    await centre.cloud.close();
    rmSync(root, { recursive: true });
  });

  const account = (query = '') => centre.get<Account>(`/v1/people/email:${ada}/points${query}`);
  const moves = async () => (await account()).entries.map(({ kind, points }) => `${kind} ${points}`);
  const spend = async () => {
    const answer = await centre.cloud.http('POST', `/v1/people/email:${ada}/points/redeem`, {
      headers: { authorization: 'Bearer sk_local' },
      body: { reward: 'ten-dollars' },
    });
    await centre.cloud.settle();
    return answer.status;
  };

  it('are told of with their end, end on it, and leave those that were earned later', async () => {
    await centre.consents(ada, 'email');
    await centre.appointment(ada, 'Review Submitted', { bookingId: 'b-1', stars: 5 });
    const { referralCode: code } = await centre.get<{ referralCode: string }>(`/v1/people/email:${ada}`);
    await centre.appointment('bob@example.com', 'Referral Redeemed', { code });
    expect(centre.cloud.messages({ to: ada }).at(-1)?.text).toContain(
      'These can be spent until Wednesday 23 December 2026, 9:00 am EST.',
    );

    await centre.cloud.advance('P20D');
    await centre.appointment('cyd@example.com', 'Referral Redeemed', { code });
    expect((await account()).balance).toBe(200);
    await centre.cloud.advance('P10D');
    expect((await account()).balance).toBe(100);
    expect(await moves()).toEqual(['earned 100', 'earned 100', 'expired -100']);

    expect([await spend(), await spend()]).toEqual([200, 409]);
    const { balance, entries } = await account();
    expect([balance, entries.reduce((sum, { points }) => sum + points, 0)]).toEqual([0, 0]);
    expect(await moves()).toEqual(['earned 100', 'earned 100', 'expired -100', 'redeemed -100']);
    expect(entries[2]?.at).toBe('2026-12-23T14:00:00.000Z');
  });

  it('are listed page by page', async () => {
    const { entries } = await account();
    const paged: Account['entries'][number][] = [];
    for (let query = '?limit=1'; query; ) {
      const page = await account(query);
      paged.push(...page.entries);
      query = page.next === null ? '' : `?limit=1&cursor=${page.next}`;
    }
    expect(paged).toEqual(entries);
    const strange = await centre.cloud.http('GET', `/v1/people/email:${ada}/points?cursor=x`, {
      headers: { authorization: 'Bearer sk_local' },
    });
    expect([strange.status, (strange.json() as { field: string }).field]).toEqual([400, 'cursor']);
  });
});
