import type { Caller, ServiceContext } from '../../service.ts';

const PREFIX = 'arn:aws:scheduler:::aws-sdk:';

export const isUniversal = (arn: string): boolean => arn.startsWith(PREFIX);

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
