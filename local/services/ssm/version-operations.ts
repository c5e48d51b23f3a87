import type {
  GetParameterHistoryCommandInput,
  LabelParameterVersionCommandInput,
  UnlabelParameterVersionCommandInput,
} from '@aws-sdk/client-ssm';
import { AwsError } from '../../aws-error.ts';
import type { Permission } from '../../service.ts';
import { isBetween, requireValid } from '../constraints.ts';
import { type Operation, operation } from '../operation.ts';
import type { Parameter, ParameterStore } from './parameter-store.ts';
import type { ParameterReading } from './reading.ts';

const MOST_LABELS = 10;
const LABEL = /^(?!aws|ssm|\d)[\w.-]{1,100}$/i;

/** A parameter's versions, and the labels that wander between them. */
export function versionOperations(
  parameters: ParameterStore,
  reading: ParameterReading,
  allow: (action: string, names: readonly (string | undefined)[]) => readonly Permission[],
): Record<string, Operation> {
  const versionsOf = (name: string | undefined): Parameter[] => {
    const { parameter } = reading.find(name);
    return parameters.versions(parameter.name);
  };
  const versionOf = (versions: readonly Parameter[], wanted: number | undefined): Parameter => {
    const found = wanted === undefined ? versions.at(-1) : versions.find(({ version }) => version === wanted);
    if (found) return found;
    throw new AwsError(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${wanted} of ${versions[0]?.name}. Verify the version and try again.`,
    );
  };

  return {
    GetParameterHistory: operation<GetParameterHistoryCommandInput>(
      (input) => allow('GetParameterHistory', [input.Name]),
      (input) => {
        const { MaxResults = 50, NextToken = '0', WithDecryption } = input;
        requireValid('ValidationException', isBetween('maxResults', MaxResults, 1, 50));
        const rest = versionsOf(input.Name).filter(({ version }) => version > Number(NextToken));
        const page = rest.slice(0, MaxResults);
        const more = page.length < rest.length;
        return {
          Parameters: page.map((parameter) => ({
            ...reading.shown({ parameter }, WithDecryption),
            Labels: parameter.labels ?? [],
            Tier: parameter.tier ?? 'Standard',
            ...(parameter.description && { Description: parameter.description }),
          })),
          ...(more && { NextToken: String(page.at(-1)?.version) }),
        };
      },
    ),
    LabelParameterVersion: operation<LabelParameterVersionCommandInput>(
      (input) => allow('LabelParameterVersion', [input.Name]),
      (input) => {
        const versions = versionsOf(input.Name);
        const target = versionOf(versions, input.ParameterVersion);
        const given = input.Labels ?? [];
        const valid = given.filter((label) => LABEL.test(label));
        const labels = [...new Set([...(target.labels ?? []), ...valid])];
        if (labels.length > MOST_LABELS)
          throw new AwsError(
            'ParameterVersionLabelLimitExceeded',
            `An error occurred (ParameterVersionLabelLimitExceeded): a parameter version can have a maximum of ${MOST_LABELS} labels.`,
          );
        for (const other of versions)
          if (other !== target && other.labels?.some((label) => valid.includes(label)))
            parameters.put({ ...other, labels: other.labels.filter((label) => !valid.includes(label)) });
        parameters.put({ ...target, labels });
        return {
          InvalidLabels: given.filter((label) => !valid.includes(label)),
          ParameterVersion: target.version,
        };
      },
    ),
    UnlabelParameterVersion: operation<UnlabelParameterVersionCommandInput>(
      (input) => allow('UnlabelParameterVersion', [input.Name]),
      (input) => {
        const target = versionOf(versionsOf(input.Name), input.ParameterVersion);
        const given = input.Labels ?? [];
        const removed = given.filter((label) => target.labels?.includes(label));
        const labels = target.labels?.filter((label) => !given.includes(label));
        parameters.put({ ...target, labels });
        return {
          RemovedLabels: removed,
          InvalidLabels: given.filter((label) => !removed.includes(label)),
        };
      },
    ),
  };
}
