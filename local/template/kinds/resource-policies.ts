import type { StatementDocument } from '../../iam/policy.ts';
import type { Kind } from '../kind.ts';
import { arnIn, type Place } from '../place.ts';
import { complaint, list, optionalText, type Resource, shortId, text } from '../resource.ts';
import { policyDocument } from './policy-document.ts';

const idOf = (resource: Resource, place: Place): string =>
  shortId(`${place.stackName}/${resource.logicalId}`, 16);

const policyKind = (
  type: string,
  attached: string,
  arnOf: (reference: string, place: Place) => string,
): Kind => ({
  type,
  ref: idOf,
  declare(resource, declarations, { place }) {
    declarations.resourcePolicies.push({
      id: resource.logicalId,
      resourceArns: list<string>(resource, attached).map((reference) => arnOf(reference, place)),
      document: policyDocument(resource, 'PolicyDocument'),
    });
  },
});

export const snsTopicPolicy = policyKind('AWS::SNS::TopicPolicy', 'Topics', (topicArn) => topicArn);

export const sqsQueuePolicy = policyKind('AWS::SQS::QueuePolicy', 'Queues', (queueUrl, place) =>
  arnIn(place, 'sqs', queueUrl.slice(queueUrl.lastIndexOf('/') + 1)),
);

export const s3BucketPolicy: Kind = {
  type: 'AWS::S3::BucketPolicy',
  ref: idOf,
  declare(resource, declarations) {
    declarations.resourcePolicies.push({
      id: resource.logicalId,
      resourceArns: [`arn:aws:s3:::${text(resource, 'Bucket')}`],
      document: policyDocument(resource, 'PolicyDocument'),
    });
  },
};

/** Properties that would narrow a permission and are not understood here. */
const unknownNarrowings = [
  'EventSourceToken',
  'FunctionUrlAuthType',
  'InvokedViaFunctionUrl',
  'PrincipalOrgID',
];

/** A statement of a function's policy, as Lambda writes it of a permission. */
function statementOf(resource: Resource, functionArn: string): StatementDocument {
  const narrowing = unknownNarrowings.find((name) => resource.property(name) !== undefined);
  if (narrowing !== undefined) throw complaint(resource, `the local cloud does not know ${narrowing}`);
  const principal = text(resource, 'Principal');
  const sourceArn = optionalText(resource, 'SourceArn');
  const sourceAccount = optionalText(resource, 'SourceAccount');
  return {
    Sid: resource.logicalId,
    Effect: 'Allow',
    Principal: principal === '*' ? '*' : { [principal.includes('.') ? 'Service' : 'AWS']: principal },
    Action: text(resource, 'Action'),
    Resource: functionArn,
    Condition: {
      ...(sourceArn !== undefined && { ArnLike: { 'aws:SourceArn': sourceArn } }),
      ...(sourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': sourceAccount } }),
    },
  };
}

export const lambdaPermission: Kind = {
  type: 'AWS::Lambda::Permission',
  ref: idOf,
  declare(resource, declarations, { place }) {
    const name = text(resource, 'FunctionName');
    const functionArn = name.startsWith('arn:') ? name : arnIn(place, 'lambda', `function:${name}`);
    declarations.resourcePolicies.push({
      id: resource.logicalId,
      resourceArns: [functionArn],
      document: { Statement: statementOf(resource, functionArn) },
    });
  },
};
