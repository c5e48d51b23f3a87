import type { DescribeTimeToLiveCommandInput, UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';

const maxNameLength = 255;

/** It is on, or off, at once. */
export function updateTimeToLive(catalog: Catalog, input: UpdateTimeToLiveCommandInput): object {
  const table = catalog.get(input.TableName);
  const { AttributeName: name, Enabled: enabled } = input.TimeToLiveSpecification ?? {};
  if (name === undefined || enabled === undefined)
    throw invalid('AttributeName cannot be null when time to live is being enabled');
  if (name === '' || name.length > maxNameLength)
    throw invalid(
      'Names of key attributes and attributes projected into an index must be between 1 and 255 characters, inclusive',
    );
  const present = table.state.timeToLive;
  if (enabled && present === name) throw invalid('TimeToLive is already enabled');
  if (!enabled && present === undefined) throw invalid('TimeToLive is already disabled');
  if (present !== undefined && present !== name)
    throw invalid('TimeToLive is active on a different AttributeName');
  const changed = catalog.context.store.transaction(() => {
    const after = catalog.change(table, { ...table.state, timeToLive: enabled ? name : undefined });
    after.refreshExpiry();
    return after;
  });
  catalog.expiry.plan(changed);
  return { TimeToLiveSpecification: { AttributeName: name, Enabled: enabled } };
}

export function describeTimeToLive(catalog: Catalog, input: DescribeTimeToLiveCommandInput): object {
  const { timeToLive } = catalog.get(input.TableName).state;
  return {
    TimeToLiveDescription:
      timeToLive === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive },
  };
}
