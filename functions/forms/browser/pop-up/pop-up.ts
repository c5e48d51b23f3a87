import { type Answers, callsOf } from './calls.ts';
import { type Asking, askAll, askNothing, type Content, thank } from './content.ts';
import { element } from './element.ts';
import { mayOpenItself, recall, remember } from './memory.ts';
import type { Offer } from './offer.ts';
import { send } from './send.ts';
import { type Settings, settingsOf } from './settings.ts';
import { styleSheet } from './styles.ts';

/** A pop-up on somebody's page: in a shadow root, so that neither's styles reach the other. */
class PopUp {
  readonly #offer: Offer;
  readonly #settings: Settings;
  readonly #dialog: HTMLDialogElement;
  readonly #below = element('div');
  /** Closing without a claim is a dismissal. */
  #claimed = false;
  #sending = false;

  constructor(offer: Offer, settings: Settings) {
    this.#offer = offer;
    this.#settings = settings;
    const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
    this.#dialog = element(
      'dialog',
      { 'aria-labelledby': 'title', 'aria-describedby': 'about' },
      element('h2', { id: 'title' }, offer.title),
      this.#below,
      close,
    );
    close.addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('close', () => this.#closed());
    const host = element('div');
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [styleSheet()];
    root.append(this.#dialog);
    document.body.append(host);
  }

  open(): void {
    if (this.#dialog.open) return;
    this.#claimed = false;
    this.#dialog.showModal();
    const { email } = recall();
    this.#ask(
      email ? askNothing(this.#offer, email, () => this.#ask(askAll(this.#offer))) : askAll(this.#offer),
    );
  }

  #show({ nodes, start }: Content): void {
    this.#below.replaceChildren(...nodes);
    start.focus();
  }

  #ask(asking: Asking): void {
    asking.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const answers = asking.answers();
      if (answers && !this.#sending) void this.#claim(asking, answers);
    });
    this.#show(asking);
  }

  async #claim(asking: Asking, answers: Answers): Promise<void> {
    this.#sending = true;
    asking.wrong('');
    const button = asking.form.querySelector('button');
    button?.setAttribute('aria-disabled', 'true');
    const fault = await send(this.#callsFor(answers), this.#settings);
    button?.removeAttribute('aria-disabled');
    this.#sending = false;
    if (fault) return asking.wrong(fault);
    this.#claimed = true;
    this.#show(thank(this.#taken(answers)));
  }

  /** The same claim, tried again, is made of the same calls: their ids make it one. */
  #callsFor(answers: Answers) {
    const known = recall();
    const said = JSON.stringify([this.#offer.offer, answers]);
    const calls = known.pending?.said === said ? known.pending.calls : callsOf(this.#offer, answers, known);
    remember({ anonymousId: calls[0]?.anonymousId, pending: { said, calls } });
    return calls;
  }

  /** Remembers what need not be asked again. Returns whether they agreed to emails, now or before. */
  #taken({ email, consents }: Answers): boolean {
    const { agreed: before = false, claimed } = recall();
    const agreed = consents ? consents.some(({ channel }) => channel === 'email') : before;
    remember({
      email,
      agreed,
      claimed: { ...claimed, [this.#offer.offer]: Date.now() },
      pending: undefined,
    });
    return agreed;
  }

  #closed(): void {
    if (!this.#claimed) remember({ dismissed: { ...recall().dismissed, [this.#offer.offer]: Date.now() } });
  }
}

/**
 * Puts a pop-up on the page. It opens by itself a while after loading, unless it was dismissed or its offer claimed
 * lately, and whenever the person follows a link to `#<offer>`, as one in an ad. A browser without `<dialog>` shows none.
 */
export function popUp(offer: Offer): void {
  const settings = settingsOf(offer.offer);
  if (!settings || !('HTMLDialogElement' in window)) return;
  const start = (): void => {
    const shown = new PopUp(offer, settings);
    const hash = `#${offer.offer}`;
    addEventListener('hashchange', () => location.hash === hash && shown.open());
    addEventListener('click', (event) => {
      const link = event.target instanceof Element && event.target.closest('a');
      if (link && link.hash === hash && link.pathname === location.pathname) {
        event.preventDefault();
        shown.open();
      }
    });
    if (location.hash === hash) shown.open();
    else setTimeout(() => mayOpenItself(offer.offer, Date.now()) && shown.open(), settings.delay);
  };
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
}
