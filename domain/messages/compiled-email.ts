/** An email as it was compiled from its MJML: each part is Liquid, to be filled in when it is sent. */
export interface CompiledEmail {
  /** BCP 47, in which it is written: `en`, `de-AT`. */
  readonly lang: string;
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/** The emails of every template, by its id and by locale; the one for everybody else is `default`. */
export type CompiledEmails = Readonly<Record<string, Readonly<Record<string, CompiledEmail>>>>;
