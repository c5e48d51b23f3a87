import { type Kind, refusedWith } from '../kind.ts';
import type { Place } from '../place.ts';
import { flag, object, optionalText, physicalName, type Resource, text } from '../resource.ts';

const setName = (resource: Resource, place: Place): string =>
  physicalName(resource, 'RuleSetName', place, { longest: 64 });

export const sesReceiptRuleSet: Kind = {
  type: 'AWS::SES::ReceiptRuleSet',
  ref: setName,
  async deploy(resource, call, place) {
    await refusedWith(['AlreadyExists'], () =>
      call('ses', 'CreateReceiptRuleSet', { RuleSetName: setName(resource, place) }),
    );
  },
};

interface TemplateRule {
  readonly Name: string;
  readonly Enabled: unknown;
  readonly ScanEnabled: unknown;
}

const ruleOf = (resource: Resource) => {
  const { Enabled, ScanEnabled, Name = resource.logicalId, ...rule } = object<TemplateRule>(resource, 'Rule');
  return { ...rule, Name, Enabled: flag(Enabled), ScanEnabled: flag(ScanEnabled) };
};

export const sesReceiptRule: Kind = {
  type: 'AWS::SES::ReceiptRule',
  ref: (resource) => ruleOf(resource).Name,
  async deploy(resource, call) {
    const After = optionalText(resource, 'After');
    const request = {
      RuleSetName: text(resource, 'RuleSetName'),
      Rule: ruleOf(resource),
      ...(After !== undefined && { After }),
    };
    const exists = await refusedWith(['AlreadyExists'], () => call('ses', 'CreateReceiptRule', request));
    if (exists) await call('ses', 'UpdateReceiptRule', request);
  },
  async remove({ RuleSetName }, ref, call) {
    await call('ses', 'DeleteReceiptRule', { RuleSetName, RuleName: ref });
  },
};
