import type {
  CreateWhatsAppMessageTemplateCommandInput,
  DeleteWhatsAppMessageTemplateCommandInput,
  ListWhatsAppMessageTemplatesCommandInput,
} from '@aws-sdk/client-socialmessaging';
import { AwsError } from '../../aws-error.ts';
import { type Operation, operation } from '../operation.ts';
import { type SocialStore, templateKey } from './social-store.ts';

interface Definition {
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly components: readonly { readonly type: string; readonly text?: string }[];
}

/** Templates of messages. Meta reads each for hours before it approves; here they are approved at once. */
export function templateOperations(store: SocialStore, random: () => number): Record<string, Operation> {
  const allow =
    (action: string) =>
    ({ id = '' }: { id?: string | undefined }) => [
      { action: `social-messaging:${action}`, resource: store.resource('waba', id) },
    ];
  return {
    CreateWhatsAppMessageTemplate: operation<CreateWhatsAppMessageTemplateCommandInput>(
      allow('CreateWhatsAppMessageTemplate'),
      ({ id, templateDefinition }) => {
        const account = store.account(id);
        const { name, language, category, body } = definitionIn(templateDefinition ?? new Uint8Array());
        const metaId = String(Math.floor(random() * 1e15));
        store.put('template', templateKey(account.id, name, language), { metaId, category, body });
        return { metaTemplateId: metaId, templateStatus: 'APPROVED', category };
      },
    ),
    ListWhatsAppMessageTemplates: operation<ListWhatsAppMessageTemplatesCommandInput>(
      allow('ListWhatsAppMessageTemplates'),
      ({ id }) => {
        const account = store.account(id);
        const mine = store.list('template').filter(({ name }) => name.startsWith(`${account.id}\n`));
        return {
          templates: mine.map(({ name, metaId, category }) => {
            const [, templateName, templateLanguage] = name.split('\n');
            return {
              templateName,
              templateLanguage,
              metaTemplateId: metaId,
              templateStatus: 'APPROVED',
              templateQualityScore: 'UNKNOWN',
              templateCategory: category,
            };
          }),
        };
      },
    ),
    DeleteWhatsAppMessageTemplate: operation<DeleteWhatsAppMessageTemplateCommandInput>(
      allow('DeleteWhatsAppMessageTemplate'),
      ({ id, templateName = '' }) => {
        const account = store.account(id);
        for (const { name } of store.list('template'))
          if (name.startsWith(templateKey(account.id, templateName))) store.delete('template', name);
        return {};
      },
    ),
  };
}

function definitionIn(
  bytes: Uint8Array,
): Pick<Definition, 'name' | 'language' | 'category'> & { body: string } {
  const refused = (reason: string) =>
    new AwsError('InvalidParametersException', `templateDefinition: ${reason}`);
  let parsed: Partial<Definition>;
  try {
    parsed = Object(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw refused('not JSON.');
  }
  const { name, language, category, components = [] } = parsed;
  const body = components.find(({ type }) => type.toUpperCase() === 'BODY')?.text;
  if (!name || !/^[a-z0-9_]{1,512}$/.test(name)) throw refused('name: lower case letters, digits and _.');
  if (!language) throw refused('language is missing.');
  if (!category || !['MARKETING', 'UTILITY', 'AUTHENTICATION'].includes(category))
    throw refused('category: MARKETING, UTILITY or AUTHENTICATION.');
  if (!body) throw refused('a component of type BODY with a text is missing.');
  if (/^\s*\{\{|\}\}\s*$/.test(body)) throw refused('a body must not begin or end with a variable.');
  return { name, language, category, body };
}
