import type { Centre } from '../domain/centre/centre.ts';
import { segmentsOf } from '../domain/channels/sms/segments.ts';
import { smsText } from '../domain/channels/sms/sms.ts';
import { TextRenderer } from '../domain/channels/text-renderer.ts';
import { saidOnWhatsApp } from '../domain/channels/whatsapp/whatsapp-message.ts';
import type { Brand } from '../domain/messages/brand.ts';
import { newProfile } from '../domain/people/fold.ts';
import type { ApprovedTemplate } from '../workflows/templates/channel-content.ts';
import type { Template } from '../workflows/templates/define-template.ts';
import { Refusal } from './refusal.ts';

/** What takes more is sent, and billed, as several texts. */
const mostSegments = 2;

const now = new Date('2026-01-01T12:00:00Z');
/** As long as one of our signed links is at API Gateway's address. */
const page = `https://abcdefghij.execute-api.eu-central-1.amazonaws.com/book?t=${'x'.repeat(111)}`;
const tracking = { pages: new URL(page).origin, hosts: [new URL(page).host], utm: {}, m: '' };
const run = { id: '', person: '', journey: '', version: '' };

/**
 * Renders what templates say by SMS and WhatsApp, in each language, with their samples, for somebody of whom nothing is
 * known: so that a variable that nobody gives is found before anybody waits for a message.
 *
 * @param sender ARN that texts come from
 * @returns a sentence about each text that takes more than two segments
 * @throws Refusal naming the template, the channel and the language
 */
export function checkTexts(
  templates: readonly Template[],
  { brand, centre, sender }: { readonly brand: Brand; readonly centre: Centre; readonly sender: string },
): readonly string[] {
  const texts = new TextRenderer(brand, centre);
  return templates.flatMap((template) => {
    const to = (locale: string, lastInbound?: { whatsapp: string }) => ({
      template,
      task: { run, step: '', visit: 0, data: template.sample },
      profile: {
        ...newProfile('', ''),
        // Who states none reads the business's own language.
        traits: { locale: locale === 'default' ? 'en' : locale },
        lastInbound: lastInbound ?? {},
      },
      links: { booking: page, unsubscribe: page, preferences: page, refer: page, rate: page },
      tracking,
      now,
    });
    for (const [locale, { template: approved }] of Object.entries(template.whatsapp ?? {}))
      if (approved) checkBody(`template "${template.id}", whatsapp (${locale})`, approved);
    for (const locale of Object.keys(template.whatsapp ?? {}))
      for (const lastInbound of [undefined, { whatsapp: now.toISOString() }])
        rendered(`template "${template.id}", whatsapp (${locale})`, () =>
          saidOnWhatsApp(texts, to(locale, lastInbound)),
        );
    return Object.keys(template.sms ?? {}).flatMap((locale) => {
      const what = `template "${template.id}", sms (${locale})`;
      const segments = segmentsOf(rendered(what, () => smsText(texts, to(locale), sender).text));
      return segments > mostSegments
        ? [`${what}: takes ${segments} segments with its sample, each of which is billed`]
        : [];
    });
  });
}

/** Meta's rules for a body. @throws Refusal */
function checkBody(what: string, { body, parameters }: ApprovedTemplate): void {
  const places = [...body.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => number).join();
  const wanted = parameters.map((_, index) => index + 1).join();
  if (places !== wanted)
    throw new Refusal(
      `${what}: its body has the places ${places || 'none'}; its parameters are for ${wanted || 'none'}`,
    );
  if (/^\s*\{\{|\}\}\s*$/.test(body))
    throw new Refusal(`${what}: its body begins or ends with a place, which Meta does not approve`);
}

function rendered<T>(what: string, render: () => T): T {
  try {
    return render();
  } catch (error) {
    throw new Refusal(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
