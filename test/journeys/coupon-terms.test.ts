import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Centre } from './centre.ts';

const ada = 'ada@example.com';

describe('a coupon does at the till what its email says', () => {
  let centre: Centre;

  beforeEach(async () => {
    centre = await Centre.open();
    await centre.consents(ada, 'email');
    await centre.claims(ada);
  });
  afterEach(() => centre.cloud.close());

  const newestMail = () => centre.cloud.messages({ to: ada }).at(-1)?.text?.replace(/\s+/g, ' ') ?? '';
  const newestCode = () => /OIL-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(newestMail())?.[0] ?? '';

  /** Shows a code at the counter; what is answered besides the sale is why it was refused. */
  async function shows(code: string): Promise<readonly [status: number, reason: unknown]> {
    const headers = { authorization: 'Bearer sk_local' };
    const answer = await centre.cloud.http('POST', `/v1/coupons/${code}/redeem`, { headers, body: {} });
    await centre.cloud.settle();
    return [answer.status, (answer.json() as { reason?: string }).reason];
  }

  const statusOf = async (code: string) =>
    (await centre.get<{ status: string }>(`/v1/coupons/${code}`)).status;

  it('is good until the date in it, to the minute', async () => {
    expect(newestMail()).toContain('Valid until Thursday 26 November 2026, 9:00 am EST');
    const code = newestCode();
    await centre.cloud.advance('PT71H59M');
    expect(await statusOf(code)).toBe('valid');
    await centre.cloud.advance('PT2M');
    expect(await statusOf(code)).toBe('expired');
    expect(await shows(code)).toEqual([410, 'expired']);
  });

  it('comes anew with the last chance, for 48 hours, when the first has ended', async () => {
    const first = newestCode();
    await centre.cloud.advance('P5D');
    await centre.claims(ada);
    const last = newestCode();
    expect(last).not.toBe(first);
    expect(newestMail()).toContain('it ends in 48 hours');
    expect(newestMail()).toContain('Valid until Monday 30 November 2026, 9:00 am EST');
    expect(await shows(first)).toEqual([410, 'expired']);
    await centre.cloud.advance('PT49H');
    expect(await shows(last)).toEqual([410, 'expired']);
  });

  it('holds until the appointment that was booked in time, wherever that is moved to', async () => {
    const code = newestCode();
    await centre.books(ada, 10);
    await centre.cloud.advance('P10D');
    expect(await statusOf(code)).toBe('valid');
    await centre.appointment(ada, 'Appointment Rescheduled', centre.slot(30));
    await centre.cloud.advance('P30D');
    expect(await shows(code)).toEqual([200, undefined]);
  });

  it('holds no longer than the appointment, and not for one that was booked too late', async () => {
    const code = newestCode();
    await centre.books(ada, 10);
    await centre.cloud.advance('P12D');
    expect(await shows(code)).toEqual([410, 'expired']);
    await centre.books(ada, 1, 'b-2');
    expect(await shows(code)).toEqual([410, 'expired']);
  });

  it('is not held by an appointment that is off', async () => {
    const code = newestCode();
    await centre.books(ada, 5);
    await centre.appointment(ada, 'Appointment Cancelled', { bookingId: 'b-1' });
    expect(await statusOf(code)).toBe('valid');
    await centre.cloud.advance('P4D');
    expect(await shows(code)).toEqual([410, 'expired']);
  });

  it('ends the chase when it is used without an appointment', async () => {
    expect(await shows(newestCode())).toEqual([200, undefined]);
    expect((await centre.runs(ada, 'oil-change-offer')).map(({ status }) => status)).toEqual(['completed']);
    await centre.cloud.advance('P20D');
    expect(centre.inbox(ada)).toEqual(['send-offer']);
  });
});
