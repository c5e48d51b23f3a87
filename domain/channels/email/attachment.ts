/** A file that goes with an email. */
export interface Attachment {
  readonly filename: string;
  /** Media type with its parameters. */
  readonly contentType: string;
  readonly content: Uint8Array;
  /** For a picture that the HTML shows as `cid:` and this. */
  readonly contentId?: string;
}
