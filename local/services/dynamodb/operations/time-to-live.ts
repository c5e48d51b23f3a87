import type { DescribeTimeToLiveCommandInput, UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';

/** It is on, or off, at once. */
export function updateTimeToLive(catalog: Catalog, input: UpdateTimeToLiveCommandInput): object {
  const table = catalog.get(input.TableName);
  const { AttributeName: name, Enabled: enabled } = input.TimeToLiveSpecification ?? {};
  if (!name) throw invalid('TimeToLiveSpecification must have an AttributeName');
  const present = table.state.timeToLive;
  if (enabled && present === name) throw invalid('TimeToLive is already enabled');
  if (enabled && present !== undefined)
    throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${present}`);
  if (!enabled && present === undefined) throw invalid('TimeToLive is already disabled');
  if (!enabled && present !== name)
    throw invalid(`TimeToLive is active on a different AttributeName: current AttributeName is ${present}`);
  const changed = catalog.context.store.transaction(() => {
    const after = catalog.change(table, { ...table.state, timeToLive: enabled ? name : undefined });
    after.refreshExpiry();
    return after;
  });
  catalog.expiry.plan(changed);
  return { TimeToLiveSpecification: { AttributeName: name, Enabled: enabled ?? false } };
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
