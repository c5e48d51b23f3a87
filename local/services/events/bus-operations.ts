import type { DescribeEventBusCommandInput, ListEventBusesCommandInput } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../aws-error.ts';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';

/** A bus is named by name or by ARN. */
export const busName = (nameOrArn = 'default'): string => nameOrArn.replace(/^arn:.*:event-bus\//, '');

/** The default bus is the only one. Throws `ResourceNotFoundException` for another. */
export function requireDefault(nameOrArn: string | undefined): void {
  const name = busName(nameOrArn);
  if (name !== 'default')
    throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
}

export const busArn = (name: string, { region, accountId }: ServiceContext): string =>
  `arn:aws:events:${region}:${accountId}:event-bus/${name}`;

export function busOperations(context: ServiceContext): Record<string, Operation> {
  const shown = { Name: 'default', Arn: busArn('default', context) };
  return {
    DescribeEventBus: operation<DescribeEventBusCommandInput>(
      ({ Name }) => [{ action: 'events:DescribeEventBus', resource: busArn(busName(Name), context) }],
      ({ Name }) => {
        requireDefault(Name);
        return shown;
      },
    ),
    ListEventBuses: operation<ListEventBusesCommandInput>(
      () => [{ action: 'events:ListEventBuses', resource: '*' }],
      ({ NamePrefix = '' }) => ({ EventBuses: shown.Name.startsWith(NamePrefix) ? [shown] : [] }),
    ),
  };
}
