import type { ApprovedTemplate } from '../workflows/templates/channel-content.ts';
import type { Template } from '../workflows/templates/define-template.ts';
import { templates } from '../workflows/templates/index.ts';

/** A template as Meta takes it for approval. https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates */
interface Definition {
  readonly name: string;
  readonly language: string;
  readonly category: 'MARKETING' | 'UTILITY';
  readonly components: readonly [{ readonly type: 'BODY'; readonly text: string }];
}

const approvedOf = ({ whatsapp = { default: { text: '' } } }: Template): readonly ApprovedTemplate[] =>
  Object.values(whatsapp).flatMap(({ template }) => (template ? [template] : []));

/** The templates that our messages go by on WhatsApp, for the owner to hand in. */
export const templateDefinitions = (of: readonly Template[]): readonly Definition[] =>
  of.flatMap((template) =>
    approvedOf(template).map(({ name, language, body }) => ({
      name,
      language,
      category: template.kind === 'marketing' ? 'MARKETING' : 'UTILITY',
      components: [{ type: 'BODY', text: body }],
    })),
  );

if (import.meta.main)
  for (const definition of templateDefinitions(templates))
    process.stdout.write(`${JSON.stringify(definition)}\n`);
