import type { Client } from '../client.ts';
import { Page } from '../page.ts';
import { Sender } from '../sender.ts';
import { PushedBrowser } from './browser.ts';
import { Mailbox } from './mailbox.ts';
import { PageVisitor } from './page-visitor.ts';
import { Phone } from './phone.ts';
import type { Way } from './way.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Nothing new is begun after that; what was begun takes a week at most. */
const livesFor = 9 * day;

/** For how long the page says that a break lasts. */
const breakLasts = 30 * day;

/** Where somebody is reached besides their mailbox. */
interface Addresses {
  /** E.164. */
  readonly phone: string;
  /** What Meta calls them towards the business's page. */
  readonly page: string;
}

const answers = ['1', '2 please', 'the third', 'Tuesday 10 am', 'Could I come on Thursday afternoon?'];

/**
 * What a customer does beside the story of the offer: takes texts, WhatsApp, notifications and the page's answers, writes
 * by all of them, answers mail, and has it stopped, paused and begun again.
 */
export class Correspondent {
  readonly #client: Client;
  readonly #site: Sender;
  readonly #till: Sender;
  readonly #texts: Phone;
  readonly #whatsapp: Phone;
  readonly #page: Way;
  readonly #mailbox: Way;
  readonly #number: string;
  #browsers = 0;

  constructor(client: Client, { phone, page }: Addresses) {
    this.#client = client;
    this.#site = new Sender(client, 'site', client.name, 'letters');
    this.#till = new Sender(client, 'till', client.name, 'counter');
    this.#texts = new Phone(client, phone, 'sms');
    this.#whatsapp = new Phone(client, phone, 'whatsapp');
    this.#page = new PageVisitor(client, page);
    this.#mailbox = new Mailbox(client);
    this.#number = phone;
  }

  async live(): Promise<void> {
    const { dice } = this.#client;
    await this.#till.identify({ phone: this.#number });
    for (const channel of ['sms', 'whatsapp', 'push', 'social'])
      if (dice.chance(0.7)) await this.#consents(channel);
    if (dice.chance(0.7)) await this.#takesNotifications();
    const pursuits = [
      () => this.#books(),
      () => this.#books(),
      () => this.#asksStaff(),
      () => this.#stopsTexts(),
      () => this.#takesABreak(),
      () => this.#joinsNews(),
      () => this.#claimsOnPage(),
      () => this.#takesNotifications(),
    ];
    const until = this.#client.now + livesFor;
    for (let left = 2 + dice.below(3); left > 0 && this.#client.now < until; left -= 1) {
      await this.#client.pause(dice.of([minute, 5 * hour, day, 2 * day]));
      await dice.of(pursuits)();
    }
  }

  #consents(channel: string): Promise<boolean> {
    const wording = `Offers by ${channel}, please`;
    return this.#till.track('Consent Given', { channel, topic: 'offers', wording, source: 'counter' });
  }

  /** On another device each time. What the site says of it counts from the browser that the person came with alone. */
  async #takesNotifications(): Promise<void> {
    this.#browsers += 1;
    const endpoint = `https://push.example/${encodeURIComponent(this.#client.name)}/${this.#browsers}`;
    const by = this.#client.dice.of([this.#site, this.#till]);
    await by.track('Push Subscribed', {
      endpoint,
      expirationTime: null,
      keys: new PushedBrowser(endpoint).keys,
    });
  }

  #someWay(): Way {
    return this.#client.dice.of([this.#texts, this.#whatsapp, this.#page, this.#mailbox]);
  }

  /** Asks for a time and takes one of those that come, or another, or says nothing more. */
  async #books(): Promise<void> {
    const { dice } = this.#client;
    const way = this.#someWay();
    if (!(await way.says('I would like to book an appointment, please'))) return;
    await this.#client.pause(dice.of([minute, hour, 10 * hour]));
    if (!(await way.heard()).some((text) => /^1\. /m.test(text))) return;
    await way.says(dice.of(answers));
    await this.#client.pause(dice.of([minute, hour]));
    if (dice.chance(0.2)) await way.says('Sorry, I need to cancel my appointment');
  }

  async #asksStaff(): Promise<void> {
    await this.#someWay().says('Do you have a courtesy car?');
  }

  async #stopsTexts(): Promise<void> {
    const { dice } = this.#client;
    const phone = dice.of([this.#texts, this.#texts, this.#whatsapp]);
    await phone.orders(dice.of(['HELP', 'STOP', 'STOP', 'STOP']));
    await this.#client.pause(dice.of([hour, 2 * day]));
    if (dice.chance(0.4)) await phone.orders('START');
  }

  async #takesABreak(): Promise<void> {
    const { dice, journal, name } = this.#client;
    const path = await this.#client.link('/preferences\\?t=');
    const answer = await (await Page.open(this.#client, path))?.send({ pause: 'on' });
    if (answer?.status !== 200) return;
    const from = this.#client.answeredAt;
    const isOn = journal.breaks.some(({ email, until }) => email === name && until > from);
    if (!isOn) journal.breaks.push({ email: name, from, until: from + breakLasts });
    this.#client.note('takes a break');
    await this.#client.pause(dice.of([day, 3 * day]));
    if (!dice.chance(0.5)) return;
    for (const each of journal.breaks)
      if (each.email === name) each.until = Math.min(each.until, this.#client.now);
    await (await Page.open(this.#client, path))?.send({ pause: 'off' });
    this.#client.note('ends the break');
  }

  /** A topic that asks to be confirmed from the mailbox. */
  async #joinsNews(): Promise<void> {
    const { dice } = this.#client;
    const wording = 'News by email, please';
    const properties = { channel: 'email', topic: 'news', wording, source: 'footer' };
    if (!(await this.#site.track('Consent Given', properties))) return;
    await this.#client.pause(dice.of([minute, hour, 2 * day]));
    const page = await Page.open(this.#client, await this.#client.link('/confirm\\?t='));
    const answer = await page?.send({});
    if (answer?.status === 200) this.#client.note('confirmed the news');
  }

  async #claimsOnPage(): Promise<void> {
    await this.#page.says('oil change');
  }
}
