import { expect, it } from 'vitest';
import { checkTexts } from '../../infra/check-texts.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import { templates } from '../../workflows/templates/index.ts';
import { serviceStatus } from '../../workflows/templates/service-status/service-status.ts';
import { business } from '../domain/channels/a-message.ts';

const check = (over: Partial<Template>) =>
  checkTexts([{ ...serviceStatus, ...over } as Template], { ...business, sender: '' });

it('finds nothing in the templates that are shipped', () => {
  expect(checkTexts(templates, { ...business, sender: '' })).toEqual([]);
});

it('counts what a text costs', () => {
  expect(check({ sms: { default: 'short', de: 'x'.repeat(307) } })).toEqual([
    'template "service-status", sms (de): takes 3 segments with its sample, each of which is billed',
  ]);
});

it.each([
  [
    { sms: { default: 'Hello {{ person.firstName }}' } },
    /^template "service-status", sms \(default\): .*firstName/,
  ],
  [{ sms: { default: '', de: '{{ data.colour }}' } }, /^template "service-status", sms \(de\): .*colour/],
  [{ sms: { default: '{{ data.status | shout }}' } }, /shout/],
  [
    { whatsapp: { default: { text: '{{ data.colour }}' } } },
    /^template "service-status", whatsapp \(default\): .*colour/,
  ],
] as const)('refuses what nobody gives: %j', (over, told) => {
  expect(() => check(over)).toThrow(told);
});

const approved = (body: string, ...parameters: string[]): Partial<Template> => ({
  whatsapp: { default: { template: { name: 't', language: 'en', body, parameters } } },
});

it.each([
  [approved('Hello {{1}}!', 'a', 'b'), 'its body has the places 1; its parameters are for 1,2'],
  [approved('Hello {{2}} {{1}}!', 'a', 'b'), 'its body has the places 2,1; its parameters are for 1,2'],
  [approved('Hello {{1}}', 'a'), 'its body begins or ends with a place, which Meta does not approve'],
])('refuses what Meta would: %j', (over, told) => {
  expect(() => check(over)).toThrow(`template "service-status", whatsapp (default): ${told}`);
});
