import type { Caller, ServiceContext } from '../../service.ts';

const PREFIX = 'arn:aws:scheduler:::aws-sdk:';

export const isUniversal = (arn: string): boolean => arn.startsWith(PREFIX);

/** Scheduler user guide, "Using universal targets": operations that only read are not taken. */
const READS =
  /^(get|describe|list|poll|receive|search|scan|query|select|read|lookup|discover|validate|batchGet|batchDescribe|batchRead|transactGet|adminGet|adminList|retrieve|isAuthorized)/;

/** Whether Scheduler would take the ARN: a service and an operation that does something. */
export function isCallable(arn: string): boolean {
  const [service, operation, ...more] = arn.slice(PREFIX.length).split(':');
  return Boolean(service) && Boolean(operation) && more.length === 0 && !READS.test(operation ?? '');
}

/** Calls any operation of any service: `arn:aws:scheduler:::aws-sdk:sqs:sendMessage`, its input as JSON. */
export async function callUniversal(
  arn: string,
  input: string,
  caller: Caller,
  context: ServiceContext,
): Promise<void> {
  const [service = '', operation = ''] = arn.slice(PREFIX.length).split(':');
  const name = operation.charAt(0).toUpperCase() + operation.slice(1);
  await context.dispatch(service, name, JSON.parse(input), caller);
}
