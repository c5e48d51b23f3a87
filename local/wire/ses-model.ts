import { flag, moment, shapesOf, text } from './shapes-by-hand.ts';

const { structure, list, operation } = shapesOf('com.amazonaws.ses');

/** SES's first version is not among the clients that the product uses; of it receiving is enough here, which the second lacks. */

const s3Action = structure('S3Action', { BucketName: text, ObjectKeyPrefix: text, TopicArn: text }, 1);
const stopAction = structure('StopAction', { Scope: text, TopicArn: text }, 1);
const action = structure('ReceiptAction', { S3Action: () => s3Action, StopAction: () => stopAction });
const actions = list('ReceiptActionsList', () => action);
const recipients = list('RecipientsList', text);
const rule = structure(
  'ReceiptRule',
  {
    Name: text,
    Enabled: flag,
    TlsPolicy: text,
    Recipients: () => recipients,
    Actions: () => actions,
    ScanEnabled: flag,
  },
  1,
);
const rules = list('ReceiptRulesList', () => rule);
const metadata = structure('ReceiptRuleSetMetadata', { Name: text, CreatedTimestamp: moment });
const ruleSets = list('ReceiptRuleSetsLists', () => metadata);

const named = (operationName: string, required = 1) =>
  structure(`${operationName}Request`, { RuleSetName: text }, required);
const nothing = (operationName: string) => structure(`${operationName}Response`, {});
const described = (operationName: string) =>
  structure(`${operationName}Response`, { Metadata: () => metadata, Rules: () => rules });
const ofRule = (operationName: string) =>
  structure(`${operationName}Request`, { RuleSetName: text, Rule: () => rule, After: text }, 2);

/** An operation that is told a rule set's name and answers nothing. */
const onRuleSet = (name: string, required = 1) => operation(name, named(name, required), nothing(name));

export const CreateReceiptRuleSet$ = onRuleSet('CreateReceiptRuleSet');
export const DeleteReceiptRuleSet$ = onRuleSet('DeleteReceiptRuleSet');
export const SetActiveReceiptRuleSet$ = onRuleSet('SetActiveReceiptRuleSet', 0);

export const ListReceiptRuleSets$ = operation(
  'ListReceiptRuleSets',
  structure('ListReceiptRuleSetsRequest', { NextToken: text }),
  structure('ListReceiptRuleSetsResponse', { RuleSets: () => ruleSets, NextToken: text }),
);
export const DescribeReceiptRuleSet$ = operation(
  'DescribeReceiptRuleSet',
  named('DescribeReceiptRuleSet'),
  described('DescribeReceiptRuleSet'),
);
export const DescribeActiveReceiptRuleSet$ = operation(
  'DescribeActiveReceiptRuleSet',
  structure('DescribeActiveReceiptRuleSetRequest', {}),
  described('DescribeActiveReceiptRuleSet'),
);

export const CreateReceiptRule$ = operation(
  'CreateReceiptRule',
  ofRule('CreateReceiptRule'),
  nothing('CreateReceiptRule'),
);
export const UpdateReceiptRule$ = operation(
  'UpdateReceiptRule',
  ofRule('UpdateReceiptRule'),
  nothing('UpdateReceiptRule'),
);
export const DeleteReceiptRule$ = operation(
  'DeleteReceiptRule',
  structure('DeleteReceiptRuleRequest', { RuleSetName: text, RuleName: text }, 2),
  nothing('DeleteReceiptRule'),
);
