import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Centre } from '../journeys/centre.ts';
import { bookingLink, Page } from '../journeys/page.ts';
import { PaperTerminal } from './terminal.ts';

const [ada, bob] = ['ada@example.com', 'bob@example.com'];

let centre: Centre;
let terminal: PaperTerminal;

/** Ada books by the link of her email, comes and pays; Bob does nothing. */
beforeAll(async () => {
  centre = await Centre.open({ port: 0 });
  terminal = new PaperTerminal({ ONWARD_URL: centre.cloud.publicOrigin });
  for (const email of [ada, bob]) {
    await centre.consents(email, 'email');
    await centre.claims(email);
  }
  const page = await Page.open(centre, bookingLink(centre, ada));
  await page.send({ startsAt: page.choices('startsAt')[0] ?? '' });
  await centre.cloud.settle();
  const { items } = await centre.get<{ items: { properties: { bookingId?: string } }[] }>(
    `/v1/people/email:${ada}/timeline`,
  );
  const bookingId = items.findLast(({ properties }) => properties.bookingId)?.properties.bookingId;
  await centre.cloud.advance('P2D');
  await centre.appointment(ada, 'Appointment Completed', { bookingId, amount: 47.2 });
  await centre.cloud.advance('PT10M');
});
afterAll(() => centre.cloud.close());

/** What a command prints, without the spaces that align it. */
async function printed(...words: readonly string[]): Promise<readonly string[]> {
  const code = await terminal.run(...words);
  if (code !== 0) throw new Error(`onward ${words.join(' ')} ended with ${code}: ${terminal.noted}`);
  return terminal.printed.split(/\r?\n/).map((line) => line.replaceAll(/ +/g, ' ').trim());
}

describe('reports on the command line', () => {
  it('show what came of each channel', async () => {
    const lines = await printed('reports', 'show', '--by', 'channel');
    expect(lines).toContain(
      'KEY SENT DELIVERED OPENED CLICKED REPLIED CLAIMED BOOKED COMPLETED REVENUE UNSUBSCRIBED COMPLAINED',
    );
    expect(lines).toContainEqual(expect.stringMatching(/^email \d+ \d+ \d+ \d+ 0 0 1 1 47\.20 0 0$/));
    expect(lines).toContain('(nothing known) 0 0 0 0 0 2 0 0 0.00 0 0');
    expect(lines).toContainEqual(expect.stringMatching(/^total \d+ \d+ \d+ \d+ 0 2 1 1 47\.20 0 0$/));
    expect(lines.filter((line) => line.startsWith('totals'))).toEqual([]);
  });

  it('show days apart where an interval is asked for', async () => {
    const lines = await printed('reports', 'show', '--by', 'channel', '--interval', 'day');
    expect(lines.find((line) => line.startsWith('PERIOD'))).toMatch(/^PERIOD KEY SENT/);
    expect(lines).toContainEqual(expect.stringMatching(/^2026-11-25 email .* 47\.20 0 0$/));
  });

  it('hold channels side by side with what they cost and returned', async () => {
    expect(await printed('reports', 'put-spend', 'ads-meta', '2026-11', '120.50')).toContain('amount 120.5');
    expect(await printed('reports', 'put-spend', 'email', '2026-11', '10')).toContain('channel email');
    const lines = await printed('reports', 'channels', '--from', '2026-11', '--to', '2026-11');
    expect(lines).toContain('MONTH CHANNEL NETWORK SENT CLICKED BOOKED COMPLETED REVENUE COST RETURN');
    expect(lines).toContain('2026-11 ads meta 0 0 0 0 0.00 120.50 -100%');
    expect(lines).toContainEqual(expect.stringMatching(/^2026-11 email \d+ \d+ 1 1 47\.20 10\.00 372%$/));
    expect(await printed('reports', 'spend')).toContainEqual(
      expect.stringMatching(/^2026-11 ads meta 120\.50 /),
    );
  });

  it('hold four models of attribution side by side', async () => {
    const lines = await printed('reports', 'attribution');
    expect(lines).toContain('KEY BOOKED: FIRST LAST LINEAR POSITION REVENUE: FIRST LAST LINEAR POSITION');
    expect(lines).toContain('email 1 1 1 1 47.20 47.20 47.20 47.20');
    expect(await printed('reports', 'attribution', '--of', 'claimed')).toContain('(nothing known) 2 2 2 2');
  });

  it('show a funnel with what part of those who entered came to each step', async () => {
    const lines = await printed('journeys', 'funnel', 'oil-change-offer');
    expect(lines).toContain('STEP REACHED OF ENTERED NOW DROPPED');
    expect(lines).toContain('send-offer 2 100% 0 0');
    expect(lines).toContain('booking-within-three-days 2 100% 1 0');
  });

  it('are written as CSV with all their columns', async () => {
    const [header, row] = await printed('reports', 'channels', '--csv');
    expect(header).toMatch(/^month,channel,network,cost,return,spend,claimed,booked,/);
    expect(row).toMatch(/^2026-11,ads,meta,120\.5,-1,120\.5,0,0,/);
    const [models, first] = await printed('reports', 'attribution', '--csv');
    expect(models).toBe('key,model,claimed,booked,completed,redeemed,reviewed,referred,revenue');
    expect(first).toBe('email,first,0,1,1,0,0,0,47.2');
    expect(await printed('journeys', 'funnel', 'oil-change-offer', '--csv')).toContain('send-offer,2,0,0');
    expect((await printed('reports', 'show', '--by', 'day', '--csv'))[0]).toMatch(/^key,claimed,/);
    expect((await printed('reports', 'spend', '--csv'))[0]).toBe('month,channel,network,amount,at,by');
  });

  it('are counted anew, and corrected', async () => {
    expect(await printed('reports', 'recount')).toContain('status running');
    expect(await terminal.run('reports', 'correct')).toBe(1);
    expect(terminal.noted).toContain('is under way since');
    await centre.cloud.advance('PT1H');
    expect(await printed('reports', 'recounted')).toEqual(
      expect.arrayContaining(['status done', 'differences 0', 'No counter differed.']),
    );
    expect(await printed('reports', 'correct')).toContain('correct true');
    await centre.cloud.advance('PT1H');
    expect(await printed('reports', 'recounted')).toEqual(expect.arrayContaining(['status done', 'left 0']));
  });

  it.each([
    [['reports', 'attribution', '--of', 'love'], 2, '--of: "love" is none of claimed, booked'],
    [['reports', 'put-spend', 'email', '2026-11', 'much'], 2, '<amount>: "much" is no number'],
    [['reports', 'put-spend', 'ads:meta', '2026-11', '1'], 1, 'channel'],
    [['journeys', 'funnel', 'nowhere'], 1, 'there is none called "nowhere"'],
  ])('%j is told what is wrong', async (words, code, told) => {
    expect(await terminal.run(...words)).toBe(code);
    expect(terminal.noted).toContain(told);
  });
});
