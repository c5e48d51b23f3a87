import type {
  AddTagsToResourceCommandInput,
  ListTagsForResourceCommandInput,
  RemoveTagsFromResourceCommandInput,
} from '@aws-sdk/client-ssm';
import { AwsError } from '../../aws-error.ts';
import type { Permission } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import type { Parameter, ParameterStore } from './parameter-store.ts';

interface Tagged {
  readonly ResourceType?: string | undefined;
  readonly ResourceId?: string | undefined;
}

/** Tags of parameters; other resources of Systems Manager are not here. */
export function tagOperations(
  parameters: ParameterStore,
  allow: (action: string, names: readonly (string | undefined)[]) => readonly Permission[],
): Record<string, Operation> {
  const find = ({ ResourceType, ResourceId = '' }: Tagged): Parameter => {
    const found = ResourceType === 'Parameter' ? parameters.get(ResourceId) : undefined;
    if (found) return found;
    throw ResourceType === 'Parameter'
      ? new AwsError(
          'InvalidResourceId',
          'The resource ID is not valid. Verify that you entered the correct ID and try again.',
        )
      : new AwsError('InvalidResourceType', `The local cloud has no resources of type ${ResourceType}.`);
  };
  const on =
    (action: string) =>
    ({ ResourceId }: Tagged) =>
      allow(action, [ResourceId]);
  return {
    AddTagsToResource: operation<AddTagsToResourceCommandInput>(on('AddTagsToResource'), (input) => {
      const parameter = find(input);
      const added = Object.fromEntries((input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
      parameters.put({ ...parameter, tags: { ...parameter.tags, ...added } });
      return {};
    }),
    RemoveTagsFromResource: operation<RemoveTagsFromResourceCommandInput>(
      on('RemoveTagsFromResource'),
      (input) => {
        const parameter = find(input);
        const left = Object.entries(parameter.tags ?? {}).filter(([key]) => !input.TagKeys?.includes(key));
        parameters.put({ ...parameter, tags: Object.fromEntries(left) });
        return {};
      },
    ),
    ListTagsForResource: operation<ListTagsForResourceCommandInput>(on('ListTagsForResource'), (input) => ({
      TagList: Object.entries(find(input).tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
}
