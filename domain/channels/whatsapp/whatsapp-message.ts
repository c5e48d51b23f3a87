import { oneLine } from '../../messages/one-line.ts';
import { withTracked } from '../../messages/tracked-text.ts';
import type { Message } from '../channel.ts';
import { optOutLine } from '../opt-out-line.ts';
import type { TextRenderer } from '../text-renderer.ts';
import type { Said } from './meta-message.ts';
import { isWindowOpen } from './window.ts';

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
