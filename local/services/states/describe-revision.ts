import type { RevisionRow } from './execution-row.ts';
import type { Parts } from './parts.ts';

/** What a machine and an execution's machine have in common. */
export function describeRevision({ engine }: Parts, revision: RevisionRow) {
  const { variableReferences } = engine.machine(revision);
  return {
    definition: revision.definition,
    roleArn: revision.roleArn,
    loggingConfiguration: JSON.parse(revision.logging),
    tracingConfiguration: JSON.parse(revision.tracing),
    ...(revision.revisionId !== null && { revisionId: revision.revisionId }),
    ...(Object.keys(variableReferences).length > 0 && {
      variableReferences: Object.fromEntries(
        Object.entries(variableReferences).map(([state, names]) => [state, [...names]]),
      ),
    }),
  };
}
