import { AwsError } from '../../aws-error.ts';
import type { Service, ServiceContext } from '../../service.ts';
import { type Operation, operation, serviceOf } from '../operation.ts';
import { receivedId } from './receipt.ts';
import { checkRule, type ReceiptRule } from './receipt-rule.ts';
import { type LocalMail, receivedMail } from './received-mail.ts';
import { Reception } from './reception.ts';
import { SesStore } from './ses-store.ts';

interface OfRule {
  readonly RuleSetName: string;
  readonly Rule: ReceiptRule;
  /** The rule before it; the first of all without one. */
  readonly After?: string;
}

/**
 * SES's receiving, which only its first version's API has: rule sets, one of them in force, and what becomes of mail
 * that comes for a rule's recipients. `ReceiveLocalMail` is not AWS's: another mail server hands a message over.
 */
export function sesReceiving(context: ServiceContext): Service {
  const store = new SesStore(context.store);
  const reception = new Reception(context, store);
  const allow = (action: string) => () => [{ action: `ses:${action}`, resource: '*' }];
  const find = (name = '') => {
    const found = store.get('receiptRuleSet', name);
    if (!found) throw new AwsError('RuleSetDoesNotExist', `Rule set does not exist: ${name}`);
    return found;
  };
  const described = (name: string) => {
    const { createdAt, rules } = find(name);
    return { Metadata: { Name: name, CreatedTimestamp: new Date(createdAt) }, Rules: rules };
  };
  const withRules = (name: string, change: (rules: readonly ReceiptRule[]) => readonly ReceiptRule[]) => {
    const found = find(name);
    store.put('receiptRuleSet', name, { ...found, rules: change(found.rules) });
    return {};
  };
  const requireRule = (rules: readonly ReceiptRule[], name: string) => {
    if (!rules.some(({ Name }) => Name === name))
      throw new AwsError('RuleDoesNotExist', `Rule does not exist: ${name}`);
  };

  const operations: Record<string, Operation> = {
    CreateReceiptRuleSet: operation<{ readonly RuleSetName: string }>(
      allow('CreateReceiptRuleSet'),
      ({ RuleSetName }) => {
        if (store.get('receiptRuleSet', RuleSetName))
          throw new AwsError('AlreadyExists', `Rule set already exists: ${RuleSetName}`);
        store.put('receiptRuleSet', RuleSetName, { createdAt: context.clock.now(), rules: [] });
        return {};
      },
    ),
    DeleteReceiptRuleSet: operation<{ readonly RuleSetName: string }>(
      allow('DeleteReceiptRuleSet'),
      ({ RuleSetName }) => {
        if (store.get('active', 'active')?.ruleSet === RuleSetName)
          throw new AwsError('CannotDelete', `Cannot delete active rule set: ${RuleSetName}`);
        store.delete('receiptRuleSet', RuleSetName);
        return {};
      },
    ),
    ListReceiptRuleSets: operation(allow('ListReceiptRuleSets'), () => ({
      RuleSets: store.list('receiptRuleSet').map(({ name, createdAt }) => ({
        Name: name,
        CreatedTimestamp: new Date(createdAt),
      })),
    })),
    DescribeReceiptRuleSet: operation<{ readonly RuleSetName: string }>(
      allow('DescribeReceiptRuleSet'),
      ({ RuleSetName }) => described(RuleSetName),
    ),
    DescribeActiveReceiptRuleSet: operation(allow('DescribeActiveReceiptRuleSet'), () => {
      const active = store.get('active', 'active');
      return active ? described(active.ruleSet) : {};
    }),
    SetActiveReceiptRuleSet: operation<{ readonly RuleSetName?: string }>(
      allow('SetActiveReceiptRuleSet'),
      ({ RuleSetName }) => {
        if (RuleSetName === undefined) store.delete('active', 'active');
        else {
          find(RuleSetName);
          store.put('active', 'active', { ruleSet: RuleSetName });
        }
        return {};
      },
    ),
    CreateReceiptRule: operation<OfRule>(allow('CreateReceiptRule'), ({ RuleSetName, Rule, After }) =>
      withRules(RuleSetName, (rules) => {
        const rule = checkRule(Rule);
        if (rules.some(({ Name }) => Name === rule.Name))
          throw new AwsError('AlreadyExists', `Rule already exists: ${rule.Name}`);
        if (After !== undefined) requireRule(rules, After);
        return rules.toSpliced(rules.findIndex(({ Name }) => Name === After) + 1, 0, rule);
      }),
    ),
    UpdateReceiptRule: operation<OfRule>(allow('UpdateReceiptRule'), ({ RuleSetName, Rule }) =>
      withRules(RuleSetName, (rules) => {
        const rule = checkRule(Rule);
        requireRule(rules, rule.Name);
        return rules.map((each) => (each.Name === rule.Name ? rule : each));
      }),
    ),
    DeleteReceiptRule: operation<{ readonly RuleSetName: string; readonly RuleName: string }>(
      allow('DeleteReceiptRule'),
      ({ RuleSetName, RuleName }) =>
        withRules(RuleSetName, (rules) => rules.filter(({ Name }) => Name !== RuleName)),
    ),
    ReceiveLocalMail: operation<LocalMail>(
      () => [],
      (mail) => {
        const received = { id: receivedId(context), at: context.clock.now() };
        return reception.receive(receivedMail(mail, received.id, received.at), received);
      },
    ),
  };

  return serviceOf('ses', operations);
}
