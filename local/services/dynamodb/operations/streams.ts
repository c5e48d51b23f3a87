import type { StreamSpecification } from '@aws-sdk/client-dynamodb';
import { invalid } from '../refusals.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { StreamSetting, TableState } from '../storage/table-state.ts';
import { readSpecification, type ViewType } from '../streams/stream-state.ts';

type Source = Pick<TableState, 'name' | 'arn' | 'key'>;

/** Turns a stream on. */
export function enabled(catalog: Catalog, table: Source, viewType: ViewType, name?: string): StreamSetting {
  const { arn, label } = catalog.streams.enable(table, viewType, name).state;
  return { arn, label, viewType };
}

function disabled(catalog: Catalog, state: TableState): StreamSetting | undefined {
  catalog.streamOf(state)?.disable();
  return state.stream && { ...state.stream, viewType: undefined };
}

/** Turns a table's stream on or off. @throws ValidationException when it is so already */
export function changedStream(
  catalog: Catalog,
  state: TableState,
  given: StreamSpecification,
): StreamSetting | undefined {
  const wanted = readSpecification(given);
  const isOn = state.stream?.viewType !== undefined;
  if (wanted && isOn) throw invalid(`Table already has an enabled stream: TableName: ${state.name}`);
  if (!wanted && !isOn) throw invalid(`Table has no stream to disable: TableName: ${state.name}`);
  return wanted ? enabled(catalog, state, wanted) : disabled(catalog, state);
}

interface TemplatesStream {
  readonly TableName: string;
  /** None when the table is to have no stream. */
  readonly StreamViewType?: ViewType | undefined;
  readonly StreamLabel: string;
}

/**
 * Makes a table's stream agree with a template. Its label must be known before there is a table, because policies and event
 * source mappings name the stream's ARN, where CloudFormation makes the table first.
 */
export function declareStream(catalog: Catalog, input: TemplatesStream): object {
  const table = catalog.get(input.TableName);
  const { state } = table;
  if (state.stream?.viewType === input.StreamViewType) return {};
  catalog.context.store.transaction(() => {
    const off = { ...state, stream: disabled(catalog, state) };
    const stream = input.StreamViewType
      ? enabled(catalog, state, input.StreamViewType, input.StreamLabel)
      : off.stream;
    catalog.change(table, { ...state, stream });
  });
  return {};
}
