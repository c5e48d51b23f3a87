import type {
  CreateEmailTemplateCommandInput,
  GetEmailTemplateCommandInput,
  TestRenderEmailTemplateCommandInput,
} from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { templateData } from './content.ts';
import { RenderingFailure, render } from './render.ts';
import type { SesStore } from './ses-store.ts';
import { settingOperations } from './settings.ts';
import { parseTemplate } from './template.ts';

const MOST_BYTES = 500 * 1024;

const bad = (message: string) => new AwsError('BadRequestException', message);

/** Stored templates. */
export function templateOperations(store: SesStore, context: ServiceContext): Record<string, Operation> {
  const settings = settingOperations(store, 'template', {
    kind: 'Template',
    resource: (name) => `arn:aws:ses:${context.region}:${context.accountId}:template/${name}`,
  });
  const named = ({ TemplateName }: { TemplateName: string | undefined }) => TemplateName ?? '';
  const settingOf = ({ TemplateContent, TemplateName }: CreateEmailTemplateCommandInput) => {
    const { Subject, Text, Html } = TemplateContent ?? {};
    if (!/^[\w-]{1,64}$/.test(TemplateName ?? ''))
      throw bad(`Template name <${TemplateName}>: letters, digits, _ and -, 1 to 64 of them.`);
    if (!Subject) throw bad('Template must have a subject.');
    const parts = [Subject, Text, Html];
    if (parts.reduce((sum, part) => sum + Buffer.byteLength(part ?? ''), 0) > MOST_BYTES)
      throw bad('Template must be smaller than 500 KB.');
    for (const part of parts) parseTemplate(part ?? '');
    return {
      createdAt: context.clock.now(),
      subject: Subject,
      ...(Text !== undefined && { text: Text }),
      ...(Html !== undefined && { html: Html }),
    };
  };
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
    TestRenderEmailTemplate: operation<TestRenderEmailTemplateCommandInput>(
      settings.allow('TestRenderEmailTemplate', named),
      (input) => {
        const { subject, text, html } = settings.find(named(input));
        const data = templateData(input.TemplateData);
        try {
          const filled = {
            subject: render(subject, data),
            text: render(text, data),
            html: render(html, data),
          };
          return { RenderedTemplate: mimeOf(filled, context) };
        } catch (error) {
          throw error instanceof RenderingFailure ? bad(error.message) : error;
        }
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

/** A message as RFC 5322 and MIME write it, with the parts that a template has. */
function mimeOf(
  { subject, text, html }: Readonly<Record<'subject' | 'text' | 'html', string | undefined>>,
  { clock, random }: ServiceContext,
): string {
  const boundary = `----=_Part_${uuid(random)}`;
  const part = (type: string, content: string | undefined) =>
    content === undefined ? [] : [`--${boundary}`, `Content-Type: text/${type}; charset=UTF-8`, '', content];
  return [
    `Date: ${new Date(clock.now()).toUTCString()}`,
    `Subject: ${subject ?? ''}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
    '',
    ...part('plain', text),
    ...part('html', html),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}
