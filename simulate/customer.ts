import type { Client } from './client.ts';
import { Page } from './page.ts';
import { Sender } from './sender.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const timezone = 'America/New_York';
const secret = { authorization: 'Bearer sk_local' };

/** An appointment that the customer knows of. */
interface Appointment {
  readonly bookingId: string;
  readonly startsAt: number;
}

/** Which of the times that are free a customer takes; undefined if none of them will do. */
type Choice = (free: readonly string[], few: number) => string | undefined;

/** One customer's story, with what may become of it drawn from their dice. */
export class Customer {
  readonly #client: Client;
  readonly #site: Sender;
  readonly #till: Sender;
  readonly #friends: readonly string[];
  readonly #choose: Choice;
  #left = false;

  /**
   * @param friends addresses of those whom the customer may refer.
   * @param choose a time among those that are free; everybody wants one of the first few unless told, so that they meet.
   */
  constructor(
    client: Client,
    friends: readonly string[],
    choose: Choice = (free, few) => free.slice(0, few).at(client.dice.below(few)),
  ) {
    this.#client = client;
    this.#site = new Sender(client, 'site');
    this.#till = new Sender(client, 'till');
    this.#friends = friends;
    this.#choose = choose;
  }

  async live(): Promise<void> {
    const { dice } = this.#client;
    await this.#claims();
    // Exactly when the journey looks again, now and then, so that both happen at once.
    await this.#client.pause(dice.of([0, hour, day, 3 * day, 4 * day]));
    await this.#mayLeave(0.15);
    if (dice.chance(0.4)) {
      await this.#site.track('Offer Claimed', { offer: 'oil-change' });
      await this.#client.pause(dice.of([0, hour, 2 * day]));
    }
    if (dice.chance(0.3)) await this.#redeems();
    const appointment = dice.chance(0.85) ? await this.#books() : undefined;
    await this.#mayLeave(0.1);
    if (appointment) await this.#keeps(appointment);
    await this.#mayLeave(0.2);
  }

  async #claims(): Promise<void> {
    const { dice } = this.#client;
    for (const channel of ['email', 'ads']) if (dice.chance(0.85)) await this.#consents(channel);
    await this.#site.track('Offer Claimed', { offer: 'oil-change' });
  }

  #consents(channel: string): Promise<boolean> {
    const wording = `Offers by ${channel}, please`;
    return this.#site.track('Consent Given', { channel, topic: 'offers', wording, source: 'pop-up' });
  }

  async #mayLeave(probability: number): Promise<void> {
    const { dice, journal } = this.#client;
    if (this.#left || !dice.chance(probability)) return;
    const header = (await this.#client.mails())
      .map(({ headers }) => headers['List-Unsubscribe'])
      .findLast((link) => link !== undefined);
    if (header === undefined) return;
    const path = header.replace(/^<https?:\/\/[^/]+/, '').replace(/>.*$/, '');
    const answer = await this.#client.call('POST', path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    if (answer?.status !== 200) return;
    this.#left = true;
    journal.unsubscribed.set(this.#client.name, this.#client.answeredAt);
    this.#client.note('unsubscribed');
  }

  async #redeems(): Promise<void> {
    const { journal, name } = this.#client;
    const code = (await this.#client.mails())
      .map(({ text = '' }) => /\bOIL-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(text)?.[0])
      .find(Boolean);
    if (code === undefined) return;
    const answer = await this.#client.call('POST', `/v1/coupons/${code}/redeem`, {
      headers: { ...secret, 'idempotency-key': `till-${name}-${this.#client.now}` },
      body: { amount: 59 },
    });
    if (answer?.status !== 200) return;
    journal.redeemed.set(code, (journal.redeemed.get(code) ?? 0) + 1);
    this.#client.note(`redeemed ${code}`);
  }

  /** On the page that a mail links to, or at the counter. */
  async #books(): Promise<Appointment | undefined> {
    const { dice } = this.#client;
    return dice.chance(0.6) ? this.#booksOnPage() : this.#booksAtCounter(dice.of([0.5, 1, 2, 4]));
  }

  async #booksOnPage(): Promise<Appointment | undefined> {
    const { dice, journal } = this.#client;
    const page = await Page.open(this.#client, await this.#client.link('/book\\?t='));
    const startsAt = page && this.#choose(page.choices('startsAt'), 6);
    if (!page || startsAt === undefined) return undefined;
    await this.#client.pause(dice.of([0, 0, minute]));
    const answer = await page.send({ startsAt });
    if (answer?.status !== 200) return undefined;
    journal.booked.set(this.#client.name, (journal.booked.get(this.#client.name) ?? 0) + 1);
    this.#client.note(`booked ${startsAt}`);
    await this.#client.pause(minute);
    return { bookingId: '', startsAt: Date.parse(startsAt) };
  }

  async #booksAtCounter(inDays: number): Promise<Appointment | undefined> {
    const bookingId = `counter-${this.#client.name}-${this.#client.now}`;
    const startsAt = this.#client.now + inDays * day;
    const properties = {
      bookingId,
      service: 'oil-change',
      startsAt: new Date(startsAt).toISOString(),
      timezone,
    };
    return (await this.#till.track('Appointment Booked', properties)) ? { bookingId, startsAt } : undefined;
  }

  /** What becomes of an appointment until it is over. */
  async #keeps(appointment: Appointment): Promise<void> {
    const { dice } = this.#client;
    const fate = dice.of(['moved', 'cancelled', 'missed', 'kept', 'kept', 'kept']);
    await this.#client.pause(dice.of([0, hour]));
    const known = appointment.bookingId
      ? await this.#changesAtCounter(appointment, fate)
      : await this.#changesOnPage(appointment, fate);
    if (known) await this.#comes(known);
  }

  async #changesAtCounter(appointment: Appointment, fate: string): Promise<Appointment | undefined> {
    const { bookingId } = appointment;
    if (fate === 'cancelled' || fate === 'missed') {
      await this.#till.track(`Appointment ${fate === 'missed' ? 'Missed' : 'Cancelled'}`, { bookingId });
      return undefined;
    }
    if (fate !== 'moved') return appointment;
    const startsAt = appointment.startsAt + day;
    await this.#till.track('Appointment Rescheduled', {
      bookingId,
      service: 'oil-change',
      startsAt: new Date(startsAt).toISOString(),
      timezone,
    });
    return { bookingId, startsAt };
  }

  async #changesOnPage({ startsAt }: Appointment, fate: string): Promise<Appointment | undefined> {
    const { journal } = this.#client;
    const page = await Page.open(this.#client, await this.#client.link('/book/change\\?t='));
    if (!page) return undefined;
    if (fate === 'cancelled') {
      const answer = await page.send({ action: 'cancel' });
      if (answer?.status !== 200) return undefined;
      journal.cancelled.set(this.#client.name, (journal.cancelled.get(this.#client.name) ?? 0) + 1);
      this.#client.note('cancelled');
      return undefined;
    }
    const another = this.#choose(page.choices('startsAt'), 8);
    if (fate !== 'moved' || another === undefined) return { bookingId: '', startsAt };
    const answer = await page.send({ action: 'reschedule', startsAt: another });
    if (answer?.status !== 200) return { bookingId: '', startsAt };
    this.#client.note(`moved to ${another}`);
    return { bookingId: '', startsAt: Date.parse(another) };
  }

  /** Arrives, is served, leaves, and says how it was. */
  async #comes({ bookingId: known, startsAt }: Appointment): Promise<void> {
    const { dice } = this.#client;
    const bookingId = known || (await this.#bookingOnTimeline());
    if (bookingId === undefined) return;
    await this.#client.pause(Math.max(0, startsAt - this.#client.now));
    for (const status of ['arrived', 'in-service', 'ready']) {
      await this.#till.track('Service Status Changed', { bookingId, status });
      await this.#client.pause(dice.of([0, 20 * minute]));
    }
    await this.#till.track('Appointment Completed', { bookingId, amount: 47.2 });
    await this.#client.pause(dice.of([2 * hour, 3 * hour, 2 * day]));
    await this.#rates();
  }

  async #bookingOnTimeline(): Promise<string | undefined> {
    const path = `/v1/people/email:${encodeURIComponent(this.#client.name)}/timeline?limit=200`;
    const answer = await this.#client.call('GET', path, { headers: secret });
    if (answer?.status !== 200) return undefined;
    const { items } = answer.json() as { items: { name: string; properties: { bookingId?: string } }[] };
    return items.findLast(({ name }) => name === 'Appointment Booked')?.properties.bookingId;
  }

  async #rates(): Promise<void> {
    const { dice } = this.#client;
    if (dice.chance(0.15)) return;
    const page = await Page.open(this.#client, await this.#client.link('/rate\\?t='));
    const stars = dice.of(['1', '3', '4', '5', '5', '5']);
    const answer = await page?.send({ stars, text: '' });
    if (answer?.status !== 200) return;
    this.#client.note(`gave ${stars} stars`);
    await this.#client.pause(hour);
    await this.#refers();
  }

  /** Friends open the referral page and leave their address, which may be known already, or the customer's own. */
  async #refers(): Promise<void> {
    const { dice } = this.#client;
    const path = await this.#client.link('/refer/');
    if (path === undefined) return;
    for (const email of [...this.#friends, this.#client.name]) {
      if (dice.chance(0.2)) continue;
      const page = await Page.open(this.#client, path);
      const answer = await page?.send({ email, consent: 'email' });
      if (answer?.status === 200) this.#client.note(`referred ${email}`);
      await this.#client.pause(dice.of([0, minute, day]));
    }
    await this.#spends();
  }

  async #spends(): Promise<void> {
    await this.#client.pause(this.#client.dice.of([minute, day]));
    await this.#client.call(
      'POST',
      `/v1/people/email:${encodeURIComponent(this.#client.name)}/points/redeem`,
      {
        headers: { ...secret, 'idempotency-key': `spend-${this.#client.name}` },
        body: { reward: 'ten-dollars' },
      },
    );
  }
}
