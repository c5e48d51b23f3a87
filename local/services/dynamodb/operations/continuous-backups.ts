import type {
  DescribeContinuousBackupsCommandInput,
  UpdateContinuousBackupsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { AwsError } from '../../../aws-error.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { Table } from '../storage/table.ts';

/** How long a table can be restored to, in days, unless it is told otherwise; AWS's most. */
const defaultDays = 35;

/** @throws TableNotFoundException */
function find(catalog: Catalog, name = ''): Table {
  const table = catalog.find(name);
  if (!table) throw new AwsError('TableNotFoundException', `Table not found: ${name}`);
  return table;
}

function description({ context }: Catalog, { state }: Table): object {
  const { since, days } = state.pointInTimeRecovery;
  const status = since === undefined ? 'DISABLED' : 'ENABLED';
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: status,
        ...(since !== undefined && {
          RecoveryPeriodInDays: days,
          EarliestRestorableDateTime: new Date(since),
          LatestRestorableDateTime: new Date(context.clock.now()),
        }),
      },
    },
  };
}

export const describeContinuousBackups = (
  catalog: Catalog,
  input: DescribeContinuousBackupsCommandInput,
): object => description(catalog, find(catalog, input.TableName));

/** Keeps the setting; the local cloud makes no backups. */
export function updateContinuousBackups(
  catalog: Catalog,
  input: UpdateContinuousBackupsCommandInput,
): object {
  const table = find(catalog, input.TableName);
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days = defaultDays } =
    input.PointInTimeRecoverySpecification ?? {};
  const since = enabled ? (table.state.pointInTimeRecovery.since ?? catalog.context.clock.now()) : undefined;
  return description(
    catalog,
    catalog.change(table, { ...table.state, pointInTimeRecovery: { since, days } }),
  );
}
