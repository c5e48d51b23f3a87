import { describe, expect, it } from 'vitest';
import { readContext } from '../../infra/context.ts';
import { settingsFrom } from '../../infra/settings.ts';
import { specsFor } from '../../infra/specs.ts';

describe('settings', () => {
  it('may leave the demo page out, but not the pop-up', () => {
    const names = (demoPage: string) =>
      specsFor(settingsFrom(readContext('cdk.json', JSON.stringify({ demoPage })))).map(({ name }) => name);
    expect(names('true')).toEqual(expect.arrayContaining(['demo-page', 'forms']));
    expect(names('false')).not.toContain('demo-page');
    expect(names('false')).toContain('forms');
  });

  it('come from cdk.json, and over it from the command line', () => {
    const settings = settingsFrom(
      readContext('cdk.json', '{"senderDomain":"example.com","throttleRate":"50"}'),
    );
    expect(settings).toMatchObject({ senderDomain: 'example.com', throttleRate: 50, logRetentionDays: 30 });
  });

  it("leave the local cloud's numbers out of an account, and not an owner's own", () => {
    const smsSender = 'arn:aws:sms-voice:eu-central-1:210987654321:pool/pool-1';
    const { whatsappSender, ...settings } = settingsFrom({ ...readContext(), smsSender }, '210987654321');
    expect(settings.smsSender).toBe(smsSender);
    expect(whatsappSender).toBe('');
    expect(settingsFrom(readContext()).whatsappSender).toMatch(
      /^arn:aws:social-messaging:us-east-1:123456789012:/,
    );
  });

  it.each([
    ['senderDomain', 'hello@example.com', 'give a domain name'],
    ['brand', 'no-such-file.json', 'there is no file no-such-file.json'],
    ['centre', 'no-such-file.json', 'there is no file no-such-file.json'],
    ['smsSender', '+12065550100', 'give the ARN of a phone number, a pool or a sender ID'],
    ['whatsappSender', 'phone-number-id-1', 'give the ARN of a phone number of End User Messaging Social'],
    ['alarmEmail', 'nobody', 'give an email address'],
    ['logRetentionDays', 31, 'give one of 1, 3, 5'],
    ['publicUrl', 'https://example.com/path', 'give an https origin'],
    ['throttleRate', 0, ''],
    ['demoPage', 'maybe', 'give true or false'],
    ['demoWriteKey', 'sk_local', 'give a write key'],
  ])('refuse a wrong %s with a sentence that names it', (name, value, sentence) => {
    expect(() => settingsFrom({ ...readContext(), [name]: value })).toThrow(
      `context value ${name}: ${sentence}`,
    );
  });
});
