/** A text in the languages that it exists in, by locale as `de` or `de-AT`; `default` serves everybody else. */
export type Localised<Content> = { readonly default: Content } & Readonly<Record<string, Content>>;

/** What a message says on the channels besides email. Each text is Liquid that sees what the email's does. */
export interface ChannelContent {
  readonly sms?: Localised<string>;
  readonly whatsapp?: Localised<{
    /** Name of the template that Meta approved. */
    readonly template: string;
    /** As `en_US`. */
    readonly language: string;
    /** The values of the template's body, in order. */
    readonly parameters: readonly string[];
  }>;
  readonly push?: Localised<{ readonly title: string; readonly body: string; readonly link: string }>;
  readonly social?: Localised<string>;
  /** Which of the business's endpoints is told, by its id. */
  readonly webhook?: { readonly endpoint: string };
}
