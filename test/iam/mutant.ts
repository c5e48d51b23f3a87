import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Grant } from './grant.ts';

interface Statement {
  readonly Action?: unknown;
  readonly Resource?: unknown;
}

interface Document {
  Statement: Statement | Statement[];
}

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties: Record<string, unknown> }>;
}

const listed = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as T];

/** The statement as those that grant all that it does but one action on one resource. */
function statementsWithout(statement: Statement, { action, resource }: Grant): Statement[] {
  const actions = listed(statement.Action);
  const resources = listed(statement.Resource);
  const otherActions = actions.filter((_, index) => index !== action);
  const otherResources = resources.filter((_, index) => index !== resource);
  return [
    ...(otherActions.length > 0 ? [{ ...statement, Action: otherActions }] : []),
    ...(otherResources.length > 0
      ? [{ ...statement, Action: [actions[action]], Resource: otherResources }]
      : []),
  ];
}

/** Where a template has a grant's policy; undefined for a permission, which is a resource by itself. */
function documentOf(template: Template, policy: string): Document | undefined {
  const [logicalId = '', name] = policy.split('/');
  const resource = template.Resources[logicalId];
  if (!resource) throw new Error(`no resource ${logicalId} in the template`);
  const { Type, Properties } = resource;
  if (Type === 'AWS::Lambda::Permission') return undefined;
  if (Type !== 'AWS::IAM::Role') return Properties.PolicyDocument as Document;
  if (name === undefined) return Properties.AssumeRolePolicyDocument as Document;
  const inline = Properties.Policies as { readonly PolicyName: string; readonly PolicyDocument: Document }[];
  return inline.find(({ PolicyName }) => PolicyName === name)?.PolicyDocument;
}

/** The template, as an object of its own, without one grant. */
function withoutGrant(template: Template, grant: Grant): Template {
  const mutant = structuredClone(template);
  const document = documentOf(mutant, grant.policy);
  if (!document) {
    delete mutant.Resources[grant.policy];
    return mutant;
  }
  document.Statement = listed(document.Statement).flatMap((statement, index) =>
    index === grant.statement ? statementsWithout(statement, grant) : [statement],
  );
  return mutant;
}

/** Writes a copy of a synthesized app without one grant. Assets are linked, since nothing of them changes. */
export function writeMutant(assembly: string, grant: Grant, directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const name of readdirSync(assembly)) {
    const from = resolve(assembly, name);
    const to = join(directory, name);
    if (name.startsWith('asset.')) symlinkSync(from, to);
    else if (name.endsWith('.template.json'))
      writeFileSync(to, JSON.stringify(withoutGrant(JSON.parse(readFileSync(from, 'utf8')), grant)));
    else if (name.endsWith('.json')) cpSync(from, to);
  }
}
