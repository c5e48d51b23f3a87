import type { CapturedMessage } from '../../capture.ts';
import type { ServiceContext } from '../../service.ts';
import type { SesAccount } from './account.ts';
import type { Feedback } from './feedback.ts';
import { onAccountList, outcomeFor } from './outcome.ts';
import { type Outgoing, recipientsOf } from './outgoing.ts';
import type { SesStore } from './ses-store.ts';

/** Where messages end that would have left the machine. */
export interface Capture {
  record(message: Omit<CapturedMessage, 'id'>): void;
}

/** SES looks for viruses; this is the text by which scanners are tested (SES developer guide, "Reject"). */
const hasVirus = ({ text, html, attachments }: Outgoing): boolean =>
  [text, html, ...attachments.map((each) => each.text)].some((each) =>
    each?.includes('EICAR-STANDARD-ANTIVIRUS-TEST-FILE'),
  );

/** Brings accepted messages to their recipients: into the capture, and into the events that AWS would send. */
export class PostOffice {
  readonly #context: ServiceContext;
  readonly #store: SesStore;
  readonly #account: SesAccount;
  readonly #capture: Capture;
  readonly #feedback: Feedback;

  constructor(
    context: ServiceContext,
    { store, account }: { readonly store: SesStore; readonly account: SesAccount },
    capture: Capture,
    feedback: Feedback,
  ) {
    this.#context = context;
    this.#store = store;
    this.#account = account;
    this.#capture = capture;
    this.#feedback = feedback;
  }

  /** One captured message per recipient; none for those on the account's suppression list. Billed per recipient. */
  async post(message: Outgoing): Promise<void> {
    const recipients = recipientsOf(message);
    this.#context.usage.sesMessages += recipients.length;
    if (hasVirus(message)) return this.#feedback.rejected(message);
    const isSuppressed = this.#suppression(message.configurationSet);
    this.#context.store.transaction(() => {
      for (const recipient of recipients) if (!isSuppressed(recipient)) this.#record(message, recipient);
    });
    await this.#feedback.sent(message);
    for (const recipient of recipients) {
      const outcome = isSuppressed(recipient) ? onAccountList : outcomeFor(recipient);
      await this.#feedback.happened(message, recipient, outcome);
    }
  }

  /** By the account's list, as far as the configuration set, or else the account, heeds its reasons. */
  #suppression(set: string | undefined): (recipient: string) => boolean {
    const options = set === undefined ? undefined : this.#store.get('configurationSet', set)?.options;
    const reasons = options?.SuppressionOptions?.SuppressedReasons ?? this.#account.setting.suppressedReasons;
    return (recipient) => {
      const listed = this.#store.get('suppressed', recipient.toLowerCase());
      return listed !== undefined && reasons.includes(listed.reason);
    };
  }

  #record(message: Outgoing, to: string): void {
    const { person, run, step } = message.tags;
    this.#capture.record({
      at: new Date(this.#context.clock.now()).toISOString(),
      channel: 'email',
      to,
      from: message.fromHeader,
      headers: Object.fromEntries(message.headers.map(({ name, value }) => [name, value])),
      attachments: message.attachments,
      providerId: message.id,
      ...(message.subject !== undefined && { subject: message.subject }),
      ...(message.html !== undefined && { html: message.html }),
      ...(message.text !== undefined && { text: message.text }),
      ...(person !== undefined && { person }),
      ...(run !== undefined && { run }),
      ...(step !== undefined && { step }),
    });
  }
}
