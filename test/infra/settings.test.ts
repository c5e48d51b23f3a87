import { describe, expect, it } from 'vitest';
import { readContext } from '../../infra/context.ts';
import { settingsFrom } from '../../infra/settings.ts';

describe('settings', () => {
  it('come from cdk.json, and over it from the command line', () => {
    const settings = settingsFrom(
      readContext('cdk.json', '{"senderDomain":"example.com","throttleRate":"50"}'),
    );
    expect(settings).toMatchObject({ senderDomain: 'example.com', throttleRate: 50, logRetentionDays: 30 });
  });

  it.each([
    ['senderDomain', 'hello@example.com', 'give a domain name'],
    ['brand', 'no-such-file.json', 'there is no file no-such-file.json'],
    ['alarmEmail', 'nobody', 'give an email address'],
    ['logRetentionDays', 31, 'give one of 1, 3, 5'],
    ['publicUrl', 'https://example.com/path', 'give an https origin'],
    ['throttleRate', 0, ''],
  ])('refuse a wrong %s with a sentence that names it', (name, value, sentence) => {
    expect(() => settingsFrom({ ...readContext(), [name]: value })).toThrow(
      `context value ${name}: ${sentence}`,
    );
  });
});
