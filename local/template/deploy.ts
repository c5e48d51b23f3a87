import { AwsError } from '../aws-error.ts';
import type { Store } from '../store.ts';
import type { Call, Kind } from './kind.ts';
import type { Template } from './template.ts';

interface Deployed {
  readonly type: string;
  readonly ref: string;
  readonly properties: string;
}

/**
 * Makes the services agree with the template, as a deployment does: what changed since the last start is made anew,
 * what left is removed if its kind can be; data stays.
 * @throws Error naming the resource that a service refused.
 */
export async function deploy(
  template: Template,
  known: readonly Kind[],
  store: Store,
  call: Call,
): Promise<void> {
  store.db.exec(
    `CREATE TABLE IF NOT EXISTS deployed_resource
     (logical_id TEXT PRIMARY KEY, type TEXT NOT NULL, ref TEXT NOT NULL, properties TEXT NOT NULL) WITHOUT ROWID`,
  );
  const before = deployedResources(store);
  for (const { resource, kind } of template.resources) {
    const { logicalId, type } = resource;
    const former = before.get(logicalId);
    before.delete(logicalId);
    if (!kind.deploy) continue;
    const now = {
      type,
      ref: kind.ref(resource, template.place),
      properties: JSON.stringify(resource.properties()),
    };
    if (former && former.ref === now.ref && former.properties === now.properties) continue;
    await kind.deploy(resource, call, template.place).catch(named(`${type} ${logicalId}`));
    store
      .sql('INSERT OR REPLACE INTO deployed_resource VALUES (?, ?, ?, ?)')
      .run(logicalId, now.type, now.ref, now.properties);
  }
  for (const [logicalId, { type, ref, properties }] of before) {
    const kind = known.find((each) => each.type === type);
    await kind?.remove?.(JSON.parse(properties), ref, call).catch(named(`${type} ${logicalId}`));
    store.sql('DELETE FROM deployed_resource WHERE logical_id = ?').run(logicalId);
  }
}

/** Makes the parameters that an owner makes by hand, unless they are there. */
export async function seedOwnersParameters(template: Template, call: Call): Promise<void> {
  for (const { Name, Type, LocalValue, Purpose } of template.owners.Parameters ?? []) {
    try {
      await call('ssm', 'PutParameter', {
        Name,
        Type,
        Value: LocalValue,
        Description: Purpose,
        Overwrite: false,
      });
    } catch (error) {
      if (!(error instanceof AwsError) || error.name !== 'ParameterAlreadyExists') throw error;
    }
  }
}

/** Puts the receipt rule set in force that an owner puts in force by hand. */
export async function activateOwnersRules({ owners }: Template, call: Call): Promise<void> {
  const { ActiveReceiptRuleSet: RuleSetName } = owners;
  if (RuleSetName !== undefined) await call('ses', 'SetActiveReceiptRuleSet', { RuleSetName });
}

function deployedResources(store: Store): Map<string, Deployed> {
  const rows = store.sql('SELECT logical_id, type, ref, properties FROM deployed_resource').all();
  return new Map(
    rows.map(({ logical_id, type, ref, properties }) => [
      String(logical_id),
      { type: String(type), ref: String(ref), properties: String(properties) },
    ]),
  );
}

const named =
  (what: string) =>
  (error: unknown): never => {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new Error(`${what}: ${reason}`, { cause: error });
  };
