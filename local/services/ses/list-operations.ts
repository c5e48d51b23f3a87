import type {
  CreateEmailTemplateCommandInput,
  GetEmailTemplateCommandInput,
  GetSuppressedDestinationCommandInput,
  PutSuppressedDestinationCommandInput,
} from '@aws-sdk/client-sesv2';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import type { SesStore } from './ses-store.ts';
import { settingOperations } from './settings.ts';

/** The account's suppression list. */
export function suppressionOperations(store: SesStore, context: ServiceContext): Record<string, Operation> {
  const settings = settingOperations(store, 'suppressed', { kind: 'Email address', resource: () => '*' });
  const named = ({ EmailAddress }: { EmailAddress: string | undefined }) =>
    (EmailAddress ?? '').toLowerCase();
  return {
    PutSuppressedDestination: operation<PutSuppressedDestinationCommandInput>(
      settings.allow('PutSuppressedDestination', named),
      (input) => {
        store.put('suppressed', named(input), { reason: input.Reason ?? 'BOUNCE', at: context.clock.now() });
        return {};
      },
    ),
    GetSuppressedDestination: operation<GetSuppressedDestinationCommandInput>(
      settings.allow('GetSuppressedDestination', named),
      (input) => {
        const { reason, at } = settings.find(named(input));
        const SuppressedDestination = {
          EmailAddress: named(input),
          Reason: reason,
          LastUpdateTime: new Date(at),
        };
        return { SuppressedDestination };
      },
    ),
    DeleteSuppressedDestination: settings.deletes('DeleteSuppressedDestination', named),
    ListSuppressedDestinations: settings.lists('ListSuppressedDestinations', (items) => ({
      SuppressedDestinationSummaries: items.map(({ name, reason, at }) => ({
        EmailAddress: name,
        Reason: reason,
        LastUpdateTime: new Date(at),
      })),
    })),
  };
}

/** Stored templates. */
export function templateOperations(store: SesStore, context: ServiceContext): Record<string, Operation> {
  const settings = settingOperations(store, 'template', {
    kind: 'Template',
    resource: (name) => `arn:aws:ses:${context.region}:${context.accountId}:template/${name}`,
  });
  const named = ({ TemplateName }: { TemplateName: string | undefined }) => TemplateName ?? '';
  const settingOf = ({ TemplateContent }: CreateEmailTemplateCommandInput) => ({
    createdAt: context.clock.now(),
    ...(TemplateContent?.Subject !== undefined && { subject: TemplateContent.Subject }),
    ...(TemplateContent?.Text !== undefined && { text: TemplateContent.Text }),
    ...(TemplateContent?.Html !== undefined && { html: TemplateContent.Html }),
  });
  return {
    CreateEmailTemplate: operation<CreateEmailTemplateCommandInput>(
      settings.allow('CreateEmailTemplate', named),
      (input) => {
        settings.create(named(input), settingOf(input));
        return {};
      },
    ),
    UpdateEmailTemplate: operation<CreateEmailTemplateCommandInput>(
      settings.allow('UpdateEmailTemplate', named),
      (input) => {
        const { createdAt } = settings.find(named(input));
        store.put('template', named(input), { ...settingOf(input), createdAt });
        return {};
      },
    ),
    GetEmailTemplate: operation<GetEmailTemplateCommandInput>(
      settings.allow('GetEmailTemplate', named),
      (input) => {
        const { subject, text, html } = settings.find(named(input));
        return { TemplateName: named(input), TemplateContent: { Subject: subject, Text: text, Html: html } };
      },
    ),
    DeleteEmailTemplate: settings.deletes('DeleteEmailTemplate', named),
    ListEmailTemplates: settings.lists('ListEmailTemplates', (items) => ({
      TemplatesMetadata: items.map(({ name, createdAt }) => ({
        TemplateName: name,
        CreatedTimestamp: new Date(createdAt),
      })),
    })),
  };
}
