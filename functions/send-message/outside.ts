import type { SendEmailRequest } from '@aws-sdk/client-sesv2';
import type { Centre } from '../../domain/centre/centre.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { Messages } from '../../domain/messages/messages.ts';
import type { Runs } from '../../domain/runs/runs.ts';
import type { Table } from '../../domain/table.ts';
import type { Template } from '../../workflows/templates/define-template.ts';

/** What sending touches outside itself. */
export interface Outside {
  readonly table: Pick<Table, 'get' | 'query'>;
  readonly messages: Pick<Messages, 'read' | 'claim' | 'skip' | 'sent' | 'unknown' | 'release'>;
  readonly runs: Pick<Runs, 'begin' | 'done'>;
  /** Hands a message to SES, in one attempt; returns SES's id of it. */
  readonly sendEmail: (request: SendEmailRequest) => Promise<string>;
  readonly signingKey: (now: Date) => Promise<string>;
  readonly templates: readonly Template[];
  readonly brand: Brand;
  readonly centre: Centre;
  /** The address that mail is sent from. */
  readonly sender: string;
  readonly configurationSet: string;
  /** Origin of our pages, without a trailing slash. */
  readonly publicUrl: string;
}
