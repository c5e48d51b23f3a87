import { brand } from './brand.ts';
import type { Answers } from './calls.ts';
import { element } from './element.ts';
import type { Offer } from './offer.ts';

/** What may be in the dialog below its heading. */
export interface Content {
  readonly nodes: readonly Node[];
  /** Where the keyboard starts. */
  readonly start: HTMLElement;
}

/** A form, and how to say in it that something is wrong. */
interface Form extends Content {
  readonly answers: () => Answers | undefined;
  readonly wrong: (sentence: string) => void;
}

export type Asking = Form & { readonly form: HTMLFormElement };

const wordings: readonly { readonly channel: string; readonly wording: string }[] = [
  { channel: 'email', wording: `Email me offers and discounts from ${brand.name}.` },
  {
    channel: 'ads',
    wording: `Show me offers from ${brand.name} on social networks and other sites, which get my email address in scrambled form.`,
  },
];

const looksLikeEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const alertPlace = () => element('p', { role: 'alert', id: 'fault' });

/** Asks a stranger for an address and for two consents, apart from each other and from the claim. */
export function askAll({ intro }: Offer): Asking {
  const email = element('input', {
    id: 'email',
    type: 'email',
    name: 'email',
    autocomplete: 'email',
    required: '',
    'aria-describedby': 'fault',
  });
  const boxes = wordings.map((each) => ({
    ...each,
    input: element('input', { type: 'checkbox', name: each.channel }),
  }));
  const fault = alertPlace();
  const wrong = (sentence: string): void => {
    fault.textContent = sentence;
  };
  const form = element(
    'form',
    { novalidate: '' },
    element('label', { for: 'email' }, 'Your email address'),
    email,
    ...boxes.map(({ input, wording }) =>
      element('label', { class: 'box' }, input, element('span', {}, wording)),
    ),
    fault,
    element('button', {}, 'Send me the offer'),
  );
  const answers = (): Answers | undefined => {
    const typed = email.value.trim();
    const good = looksLikeEmail.test(typed);
    email.setAttribute('aria-invalid', String(!good));
    if (good)
      return {
        email: typed,
        consents: boxes.flatMap(({ input, channel, wording }) =>
          input.checked ? [{ channel, wording }] : [],
        ),
      };
    wrong(
      typed ? 'This email address does not look right. Please check it.' : 'Please enter your email address.',
    );
    email.focus();
    return undefined;
  };
  return { nodes: [element('p', { id: 'about' }, intro), form], start: email, form, answers, wrong };
}

/** `a…@example.com`: known to its owner, and to nobody else at this screen. */
const masked = (email: string): string => email.replace(/^(.)[^@]*/, '$1…');

/** Asks nothing of somebody who is known: one click claims again. */
export function askNothing({ again }: Offer, email: string, startOver: () => void): Asking {
  const fault = alertPlace();
  const claim = element('button', {}, 'Send it to me again');
  const other = element('button', { type: 'button', class: 'quiet' }, 'Use another address, or choose anew');
  other.addEventListener('click', startOver);
  const form = element('form', {}, fault, claim, other);
  return {
    nodes: [element('p', { id: 'about' }, `${again} It goes to ${masked(email)}.`), form],
    start: claim,
    form,
    answers: () => ({ email }),
    wrong: (sentence) => {
      fault.textContent = sentence;
    },
  };
}

/** Says what happens now, honestly: without a consent no email is sent. */
export function thank(agreed: boolean): Content {
  const said = element(
    'p',
    { id: 'about', role: 'status', tabindex: '-1' },
    agreed
      ? 'Thank you. Your offer is on its way: please look into your inbox.'
      : 'Thank you. You did not agree to emails, so we send you none: please mention the offer when you book.',
  );
  return { nodes: [said], start: said };
}
