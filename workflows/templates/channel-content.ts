/** A text in the languages that it exists in, by locale as `de` or `de-AT`; `default` serves everybody else. */
export type Localised<Content> = { readonly default: Content } & Readonly<Record<string, Content>>;

/** A template that Meta approved: the only words that may go at any time. */
export interface ApprovedTemplate {
  readonly name: string;
  /** As Meta has it: `en_US`, `de`. */
  readonly language: string;
  /** The body that was approved, with its places `{{1}}`, `{{2}}` … in order. */
  readonly body: string;
  /** What comes into the places: Liquid, one line each. */
  readonly parameters: readonly string[];
}

/** Free text takes no approval, and goes within 24 hours of the person's last message alone. Where both are given the text goes if it may. */
type WhatsAppContent =
  | { readonly template: ApprovedTemplate; readonly text?: string }
  | { readonly template?: undefined; readonly text: string };

/** What a message says on the channels besides email. Each text is Liquid that sees what the email's does. */
export interface ChannelContent {
  readonly sms?: Localised<string>;
  readonly whatsapp?: Localised<WhatsAppContent>;
  readonly push?: Localised<{ readonly title: string; readonly body: string; readonly link: string }>;
  readonly social?: Localised<string>;
  /** Which of the business's endpoints is told, by its id. */
  readonly webhook?: { readonly endpoint: string };
}
