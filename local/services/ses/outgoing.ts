import type { CapturedAttachment } from '../../capture.ts';
import type { Mailbox } from './address.ts';

/** A message that SES has taken, ready to go to its recipients. */
export interface Outgoing {
  readonly id: string;
  readonly from: Mailbox;
  /** As the header shows it. */
  readonly fromHeader: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  /** In order, those that SES adds included. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly CapturedAttachment[];
  readonly tags: Readonly<Record<string, string>>;
  readonly configurationSet?: string | undefined;
  readonly operation: string;
}

export const recipientsOf = ({ to, cc, bcc }: Outgoing): readonly string[] => [...to, ...cc, ...bcc];
