import { AwsError } from '../../aws-error.ts';
import { domainOf } from './address.ts';

/** In the shapes of SES's first version, whose API receiving still is. */
export interface ReceiptRule {
  readonly Name: string;
  /** False unless told. */
  readonly Enabled?: boolean;
  /** Addresses, domains, and with a dot before them the domains below; none for every one that the account has verified. */
  readonly Recipients?: readonly string[];
  readonly Actions?: readonly ReceiptAction[];
  /** Whether mail is looked at for spam and viruses. */
  readonly ScanEnabled?: boolean;
  readonly TlsPolicy?: 'Optional' | 'Require';
}

export interface S3Action {
  readonly BucketName: string;
  readonly ObjectKeyPrefix?: string;
  /** Told when the object is there. */
  readonly TopicArn?: string;
}

interface ReceiptAction {
  readonly S3Action?: S3Action;
  readonly StopAction?: { readonly Scope: 'RuleSet'; readonly TopicArn?: string };
}

/** SES API reference, `ReceiptRule`. */
const nameForm = /^[A-Za-z0-9][\w-]{0,62}[A-Za-z0-9]$|^[A-Za-z0-9]$/;

const members = ['BucketName', 'ObjectKeyPrefix', 'TopicArn'];

/** @throws AwsError for a rule that SES would refuse, or that the local cloud does not have */
export function checkRule(rule: ReceiptRule | undefined): ReceiptRule {
  if (!rule || !nameForm.test(rule.Name ?? ''))
    throw new AwsError('ValidationError', `Invalid rule name: ${rule?.Name ?? ''}`);
  for (const action of rule.Actions ?? []) {
    const [kind] = Object.keys(action);
    const strange =
      kind === 'S3Action'
        ? Object.keys(action.S3Action ?? {}).find((name) => !members.includes(name))
        : kind === 'StopAction'
          ? undefined
          : kind;
    if (strange !== undefined)
      throw new AwsError('ValidationError', `The local cloud does not support ${strange} of a receipt rule.`);
  }
  return rule;
}

/** Which of the recipients a rule is for. */
export const recipientsFor = (
  { Recipients = [] }: ReceiptRule,
  recipients: readonly string[],
): readonly string[] =>
  Recipients.length === 0
    ? recipients
    : recipients.filter((recipient) =>
        Recipients.some((wanted) => isMeant(wanted.toLowerCase(), recipient.toLowerCase())),
      );

/** An address with a label (`reply+x@…`) is meant by the address without it. */
function isMeant(wanted: string, recipient: string): boolean {
  const domain = domainOf(recipient);
  if (wanted.startsWith('.')) return domain.endsWith(wanted);
  if (!wanted.includes('@')) return domain === wanted;
  return wanted === recipient || wanted === recipient.replace(/\+[^@]*@/, '@');
}
