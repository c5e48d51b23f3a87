import { oneLine } from '../../messages/one-line.ts';
import { withTracked } from '../../messages/tracked-text.ts';
import type { Message } from '../channel.ts';
import { optOutLine } from '../opt-out-line.ts';
import type { TextRenderer } from '../text-renderer.ts';
import { isWindowOpen } from './window.ts';

/** What a message says: free text, or an approved template with what comes into its places. */
export type Said =
  | { readonly text: string }
  | {
      readonly template: {
        readonly name: string;
        readonly language: string;
        readonly parameters: readonly string[];
      };
    };

/** Meta's limit, in characters. */
const longestText = 4_096;

type Told = Pick<Message, 'template' | 'task' | 'profile' | 'links' | 'tracking' | 'now'>;

/** @throws Error for a template without words for WhatsApp, or whose words Meta would not take */
export function saidOnWhatsApp(texts: TextRenderer, message: Told): Said {
  const { template, profile, tracking, now } = message;
  if (!template.whatsapp) throw new Error(`template "${template.id}" has nothing for the channel "whatsapp"`);
  const { words, lang } = texts.wordsFor(template.whatsapp, profile);
  const { template: approved, text } = words;
  const said = (source: string): string => withTracked(texts.render(source, lang, message), tracking);
  if (text !== undefined && (!approved || isWindowOpen(profile, now)))
    return { text: freeText(texts, said(text), message) };
  if (!approved) throw new Error(`template "${template.id}": its WhatsApp has neither a template nor a text`);
  const parameters = approved.parameters.map((source) => oneLine(said(source)).trim());
  const empty = parameters.indexOf('');
  if (empty >= 0)
    throw new Error(
      `template "${template.id}": {{${empty + 1}}} of WhatsApp's "${approved.name}" is empty, which Meta does not take`,
    );
  return { template: { name: approved.name, language: approved.language, parameters } };
}

function freeText(texts: TextRenderer, said: string, { template, profile }: Told): string {
  const text = template.kind === 'marketing' ? `${said}\n${optOutLine(texts, profile)}` : said;
  if (text.length > longestText)
    throw new Error(
      `template "${template.id}": its WhatsApp text has ${text.length} characters; Meta takes ${longestText}`,
    );
  return text;
}

/** The message as Meta's Cloud API takes it. https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages */
export const metaMessage = ({ to, task }: Message, said: Said): object => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to,
  ...('text' in said
    ? { type: 'text', text: { body: said.text } }
    : {
        type: 'template',
        template: {
          name: said.template.name,
          language: { code: said.template.language },
          ...(said.template.parameters.length > 0 && {
            components: [
              {
                type: 'body',
                parameters: said.template.parameters.map((text) => ({ type: 'text', text })),
              },
            ],
          }),
        },
      }),
  // Comes back with every status of the message, and names its record; at most 512 characters.
  biz_opaque_callback_data: JSON.stringify({
    person: task.run.person,
    run: task.run.id,
    step: task.step,
    visit: String(task.visit),
  }),
});
