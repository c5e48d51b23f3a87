import { invalidParameter } from './errors.ts';
import { policyMatcher } from './filter.ts';

/** What an endpoint of each protocol looks like, and what SNS calls one that does not. */
const endpoints: Readonly<Record<string, { readonly form: RegExp; readonly refusal: string }>> = {
  lambda: { form: /^arn:aws:lambda:[^:]+:\d{12}:function:.+$/, refusal: 'Lambda endpoint ARN' },
  sqs: { form: /^arn:aws:sqs:[^:]+:\d{12}:[\w-]+(\.fifo)?$/, refusal: 'SQS endpoint ARN' },
  firehose: { form: /^arn:aws:firehose:/, refusal: 'Firehose endpoint ARN' },
  application: { form: /^arn:aws:sns:.*:endpoint\//, refusal: 'Application endpoint arn invalid' },
  email: { form: /^[^\s@]+@[^\s@]+$/, refusal: 'Email address' },
  'email-json': { form: /^[^\s@]+@[^\s@]+$/, refusal: 'Email address' },
  http: { form: /^http:\/\//, refusal: 'Endpoint must match the specified protocol' },
  https: { form: /^https:\/\//, refusal: 'Endpoint must match the specified protocol' },
  sms: { form: /^\+?[\d() -]{5,20}$/, refusal: 'Invalid SMS endpoint' },
};

/** Checks who is to be told of a topic's messages. Throws `InvalidParameterException`. */
export function checkEndpoint(topicArn: string, protocol: string, endpoint: string): void {
  const known = endpoints[protocol];
  if (!known) throw invalidParameter(`Does not support this protocol string: ${protocol}`);
  if (!known.form.test(endpoint)) throw invalidParameter(known.refusal);
  const fifo = topicArn.endsWith('.fifo');
  if (fifo && protocol !== 'sqs')
    throw invalidParameter(`Invalid protocol type: ${protocol}. FIFO topics only support SQS queues`);
  if (!fifo && endpoint.endsWith('.fifo'))
    throw invalidParameter('Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics');
}

/** Protocols whose owner has to confirm, by a link that does not leave this machine. */
export const needsConfirmation = (protocol: string): boolean => /^(email|email-json|https?)$/.test(protocol);

const checks: Readonly<Record<string, (value: string) => void>> = {
  FilterPolicy(value) {
    if (value !== '' && value !== '{}') policyMatcher(value);
  },
  FilterPolicyScope(value) {
    if (value !== 'MessageAttributes' && value !== 'MessageBody')
      throw invalidParameter(
        `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
      );
  },
  RawMessageDelivery(value) {
    if (value !== 'true' && value !== 'false')
      throw invalidParameter(`RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
  },
  RedrivePolicy(value) {
    if (value === '') return;
    const arn = deadLetterArn(value);
    if (arn === undefined || !/^arn:aws:sqs:[^:]+:\d{12}:[\w-]+(\.fifo)?$/.test(arn))
      throw invalidParameter('RedrivePolicy: deadLetterTargetArn must be the ARN of an SQS queue');
  },
  DeliveryPolicy(value) {
    if (value !== '') JSON.parse(value);
  },
};

function deadLetterArn(policy: string): string | undefined {
  const value: unknown = JSON.parse(policy);
  const arn =
    typeof value === 'object' && value !== null && 'deadLetterTargetArn' in value
      ? value.deadLetterTargetArn
      : undefined;
  return typeof arn === 'string' ? arn : undefined;
}

/** Checks a subscription's attributes, as they will be. Throws `InvalidParameterException`. */
export function checkAttributes(attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    const check = checks[name];
    if (!check) throw invalidParameter('AttributeName');
    try {
      check(value);
    } catch (error) {
      if (error instanceof SyntaxError) throw invalidParameter(`${name}: failed to parse JSON.`);
      throw error;
    }
  }
  const { FilterPolicy, FilterPolicyScope } = attributes;
  if (FilterPolicy && FilterPolicyScope !== 'MessageBody' && isNested(FilterPolicy))
    throw invalidParameter('Filter policy scope MessageAttributes does not support nested filter policy');
}

const isNested = (policy: string): boolean =>
  Object.values(JSON.parse(policy)).some((rule) => typeof rule === 'object' && !Array.isArray(rule));
