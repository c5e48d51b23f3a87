import type { SendBulkEmailCommandInput, SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../operation.ts';
import { accept, MOST_RECIPIENTS, type Order, type SendingParts } from './acceptance.ts';
import { templateData } from './content.ts';
import type { Feedback } from './feedback.ts';
import type { PostOffice } from './post-office.ts';
import { sendPermissions } from './send-permissions.ts';
import { SendRefusal } from './send-refusal.ts';

/** Sending: one message, or a template to up to fifty destinations with a result for each. */
export function sendOperations(
  parts: SendingParts,
  office: PostOffice,
  feedback: Feedback,
): Record<string, Operation> {
  const { store, context } = parts;
  const send = async (order: Order): Promise<string> => {
    const accepted = accept(order, parts);
    if (accepted.failure === undefined) await office.post(accepted.message);
    else
      await feedback.renderingFailed(
        accepted.message,
        order.content?.Template?.TemplateName ?? '',
        accepted.failure,
      );
    return accepted.message.id;
  };

  return {
    SendEmail: operation<SendEmailCommandInput>(
      (input) =>
        sendPermissions(
          input.Content?.Raw ? 'SendRawEmail' : 'SendEmail',
          input,
          [input.Destination],
          store,
          context,
        ),
      async (input) => {
        const MessageId = await send({
          from: input.FromEmailAddress,
          destination: input.Destination,
          replyTo: input.ReplyToAddresses,
          tags: input.EmailTags ?? [],
          configurationSet: input.ConfigurationSetName,
          content: input.Content,
          operation: 'SendEmail',
        });
        return { MessageId };
      },
    ),
    SendBulkEmail: operation<SendBulkEmailCommandInput>(
      (input) =>
        sendPermissions(
          'SendBulkEmail',
          input,
          input.BulkEmailEntries?.map((entry) => entry.Destination) ?? [],
          store,
          context,
        ),
      async (input) => {
        const entries = input.BulkEmailEntries ?? [];
        if (entries.length === 0 || entries.length > MOST_RECIPIENTS)
          throw new AwsError(
            'BadRequestException',
            'The number of bulk email entries must be between 1 and 50.',
          );
        const template = input.DefaultContent?.Template;
        if (!template) throw new AwsError('BadRequestException', 'DefaultContent must have a template.');
        const BulkEmailEntryResults: object[] = [];
        for (const entry of entries) {
          const replaced = entry.ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData;
          const data = { ...Object(templateData(template.TemplateData)), ...Object(templateData(replaced)) };
          const headers = mergedHeaders(template.Headers, entry.ReplacementHeaders);
          const content = { Template: { ...template, TemplateData: JSON.stringify(data), Headers: headers } };
          const tags = [...(input.DefaultEmailTags ?? []), ...(entry.ReplacementTags ?? [])];
          try {
            const MessageId = await send({
              from: input.FromEmailAddress,
              destination: entry.Destination,
              replyTo: input.ReplyToAddresses,
              tags,
              configurationSet: input.ConfigurationSetName,
              content,
              operation: 'SendBulkEmail',
            });
            BulkEmailEntryResults.push({ Status: 'SUCCESS', MessageId });
          } catch (error) {
            if (!(error instanceof AwsError)) throw error;
            const Status = error instanceof SendRefusal ? error.bulkStatus : 'INVALID_PARAMETER';
            BulkEmailEntryResults.push({ Status, Error: error.message });
          }
        }
        return { BulkEmailEntryResults };
      },
    ),
  };
}

const mergedHeaders = (
  defaults: readonly { Name: string | undefined; Value: string | undefined }[] = [],
  replacements: readonly { Name: string | undefined; Value: string | undefined }[] = [],
) => [...defaults.filter(({ Name }) => !replacements.some((each) => each.Name === Name)), ...replacements];
