/** A CloudFormation template as the CDK writes it (JSON). */
export interface TemplateDocument {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, ResourceDocument>>;
  readonly Metadata?: { readonly Onward?: OwnersPart };
}

interface ResourceDocument {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** What an owner makes by hand in an account, and what stands for it here. */
export interface OwnersPart {
  readonly Parameters?: readonly {
    readonly Name: string;
    readonly Type: 'String' | 'StringList' | 'SecureString';
    readonly LocalValue: string;
    readonly Purpose?: string;
  }[];
  /** Numbers for texts, and what they send to the topic of that name. */
  readonly SmsNumbers?: readonly {
    readonly PhoneNumberId: string;
    readonly PhoneNumber: string;
    readonly IsoCountryCode: string;
    readonly TwoWayTopic: string;
  }[];
  /** WhatsApp accounts with their approved templates, which tell all their events to the topic of that name. */
  readonly WhatsAppAccounts?: readonly {
    readonly AccountId: string;
    readonly BusinessName: string;
    readonly PhoneNumberId: string;
    readonly PhoneNumber: string;
    readonly EventTopic: string;
    /** As Meta takes them. */
    readonly Templates: readonly object[];
  }[];
  /** The receipt rule set of SES that the owner puts in force, which CloudFormation cannot. */
  readonly ActiveReceiptRuleSet?: string;
  readonly LocalKeys?: readonly { readonly label: string; readonly value: string }[];
}
