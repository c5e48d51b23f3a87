import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, it } from 'vitest';
import { emailRequest } from '../../../../domain/channels/email/email-request.ts';
import { linksFor } from '../../../../domain/messages/links.ts';
import { MessageCapture } from '../../../../local/capture.ts';
import { ses } from '../../../../local/services/ses/ses.ts';
import { mimeOf } from '../../../../local/services/ses/written-mail.ts';
import { Studio } from '../../../../preview/studio.ts';
import { ServicesRig } from '../../../local/services-rig.ts';

const studio = await Studio.open();
const { brand } = studio;
const person = 'per_abcdefghijklmnopqrstuvwx';
const links = linksFor(person, { key: 'k'.repeat(32), publicUrl: 'https://on.example' }, new Date());
const run = { id: 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop', person, journey: 'j', version: 'v' };

let rig: ServicesRig;
let capture: MessageCapture;
beforeEach(async () => {
  rig = new ServicesRig();
  capture = new MessageCapture(rig.store);
  rig.add(ses(rig.context, capture));
  await rig.call('sesv2', 'CreateEmailIdentity', { EmailIdentity: 'garage.example' });
  await rig.call('sesv2', 'CreateConfigurationSet', { ConfigurationSetName: 'onward' });
});

describe('every email of ours, as SES takes it and a mail program reads it,', () => {
  it.each(studio.proofs().map((proof) => [proof.template.id, proof.person, proof] as const))(
    '%s for %s has both parts and its headers, and no more than those',
    async (_, __, { template, email }) => {
      const staff = template.kind === 'staff';
      const request = emailRequest(
        {
          template,
          task: { run, step: 'send', visit: 0, data: {} },
          to: staff ? brand.staffEmail : 'ada@example.com',
          links,
          brand,
          sender: 'hello@garage.example',
          configurationSet: 'onward',
          attachments: [],
        },
        email,
      );
      await rig.call('sesv2', 'SendEmail', request);
      const [sent] = capture.list();
      const {
        From,
        To,
        Subject,
        'Reply-To': replyTo,
        Date: date,
        'Message-ID': id,
        ...others
      } = sent?.headers ?? {};
      expect([From, To, Subject]).toEqual([
        '"Harbour Auto Care" <hello@garage.example>',
        sent?.to,
        email.subject,
      ]);
      expect(replyTo).toBe(staff ? undefined : brand.staffEmail);
      expect(Date.parse(date ?? '')).not.toBeNaN();
      expect(id).toMatch(/^<[^<>@\s]+@email\.amazonses\.com>$/);
      expect(others).toEqual(
        template.kind === 'marketing'
          ? {
              'List-Unsubscribe': `<${links.unsubscribe}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }
          : {},
      );

      const raw = mimeOf(
        {
          from: From ?? '',
          to: To ?? '',
          subject: Subject,
          text: sent?.text,
          html: sent?.html,
          headers: others,
        },
        { id: 'm-1', at: Date.parse(sent?.at ?? '') },
      );
      const lines = raw.toString('latin1').split('\r\n');
      const headers = lines.slice(0, lines.indexOf(''));
      expect(Math.max(...lines.slice(headers.length).map((line) => line.length))).toBeLessThanOrEqual(78);
      expect(Math.max(...headers.map((line) => line.length))).toBeLessThanOrEqual(998);
      expect(lines.every((line) => !/[\r\n\u0080-\u00ff]/.test(line))).toBe(true);
      const read = await PostalMime.parse(raw);
      expect(read.headers.filter(({ key }) => key === 'mime-version')).toHaveLength(1);
      expect([read.subject, read.from?.address, read.to?.[0]?.address]).toEqual([
        email.subject,
        'hello@garage.example',
        sent?.to,
      ]);
      expect([read.html?.trimEnd(), read.text?.trimEnd()]).toEqual([
        email.html.trimEnd(),
        email.text.trimEnd(),
      ]);
    },
  );
});
