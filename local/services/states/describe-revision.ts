import type { IncludedData } from '@aws-sdk/client-sfn';
import type { RevisionRow } from './execution-row.ts';
import { ownKey } from './machine-settings.ts';
import type { Parts } from './parts.ts';

/**
 * What a machine and an execution's machine have in common.
 * @param includedData with `METADATA_ONLY` the definition is `{}`
 */
export function describeRevision(
  { engine }: Parts,
  revision: RevisionRow,
  includedData: IncludedData | undefined,
) {
  const { variableReferences } = engine.machine(revision);
  return {
    definition: includedData === 'METADATA_ONLY' ? '{}' : revision.definition,
    roleArn: revision.roleArn,
    loggingConfiguration: JSON.parse(revision.logging),
    tracingConfiguration: JSON.parse(revision.tracing),
    encryptionConfiguration: ownKey,
    ...(revision.revisionId !== null && { revisionId: revision.revisionId }),
    ...(Object.keys(variableReferences).length > 0 && {
      variableReferences: Object.fromEntries(
        Object.entries(variableReferences).map(([state, names]) => [state, [...names]]),
      ),
    }),
  };
}
