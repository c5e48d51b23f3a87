import type { Assembly } from './assembly.ts';
import { Declarations } from './declarations.ts';
import type { OwnersPart } from './document.ts';
import { references, resolveValue, type Scope } from './intrinsics.ts';
import type { Kind } from './kind.ts';
import { kinds } from './kinds.ts';
import type { Place } from './place.ts';
import { complaint, type Resource } from './resource.ts';

interface Entry {
  readonly resource: Resource;
  readonly kind: Kind;
  readonly dependsOn: readonly string[];
}

/** A synthesized template whose every reference is resolved for one place. */
export class Template {
  readonly place: Place;
  readonly owners: OwnersPart;
  readonly #assembly: Assembly;
  readonly #entries = new Map<string, Entry>();
  readonly #underWay = new Set<string>();

  /** @throws Error naming the type and logical id of each resource that the local cloud does not understand. */
  constructor(assembly: Assembly, place: Place, known: readonly Kind[] = kinds) {
    this.place = place;
    this.#assembly = assembly;
    this.owners = assembly.template.Metadata?.Onward ?? {};
    const kindOf = new Map(known.map((kind) => [kind.type, kind]));
    const unknown: string[] = [];
    for (const [logicalId, document] of Object.entries(assembly.template.Resources)) {
      if (document.Condition !== undefined && !this.#scope.condition(document.Condition)) continue;
      const kind = kindOf.get(document.Type);
      if (!kind) {
        unknown.push(`${document.Type} ${logicalId}`);
        continue;
      }
      const { Properties = {}, DependsOn = [] } = document;
      const resolved = (value: unknown, where: string): unknown => {
        try {
          return resolveValue(value, this.#scope);
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          throw new Error(`${document.Type} ${logicalId}${where}: ${reason}`, { cause: error });
        }
      };
      const resource: Resource = {
        logicalId,
        type: document.Type,
        property: (name) => resolved(Properties[name], `, property ${name}`),
        properties: () => resolved(Properties, '') as Record<string, unknown>,
      };
      const dependsOn = [...(Array.isArray(DependsOn) ? DependsOn : [DependsOn]), ...references(Properties)];
      this.#entries.set(logicalId, { resource, kind, dependsOn });
    }
    if (unknown.length > 0) {
      throw new Error(
        `the local cloud does not know ${unknown.length === 1 ? 'this resource' : 'these resources'} of the template: ${unknown.join(', ')}`,
      );
    }
  }

  /** The resources with their kinds, each after those it refers to. */
  get resources(): readonly { readonly resource: Resource; readonly kind: Kind }[] {
    const ordered = new Set<Entry>();
    const visited = new Set<string>();
    const visit = (id: string): void => {
      const entry = this.#entries.get(id);
      if (!entry || visited.has(id)) return;
      visited.add(id);
      for (const dependency of entry.dependsOn) visit(dependency);
      ordered.add(entry);
    };
    for (const id of this.#entries.keys()) visit(id);
    return [...ordered];
  }

  /** What the local cloud itself has to run. */
  declarations(): Declarations {
    const declarations = new Declarations();
    const surroundings = {
      place: this.place,
      assetPath: (objectKey: string) => this.#assembly.assetPath(objectKey),
    };
    for (const { resource, kind } of this.resources) kind.declare?.(resource, declarations, surroundings);
    return declarations;
  }

  readonly #scope: Scope = {
    ref: (logicalId) => this.#ref(logicalId),
    attribute: (logicalId, name) => {
      const { resource, kind } = this.#entry(logicalId);
      const value = this.#once(`${logicalId}.${name}`, () => kind.attribute?.(resource, name, this.place));
      if (value === undefined)
        throw complaint(resource, `the local cloud does not know the attribute ${name}`);
      return value;
    },
    condition: (name) => {
      const conditions = this.#assembly.template.Conditions ?? {};
      if (!Object.hasOwn(conditions, name)) throw new Error(`there is no condition ${name}`);
      return this.#once(`condition ${name}`, () => resolveValue(conditions[name], this.#scope)) === true;
    },
    mapping: (name, first, second) => {
      const value = this.#assembly.template.Mappings?.[name]?.[first]?.[second];
      if (value === undefined) throw new Error(`Fn::FindInMap: nothing at ${name}.${first}.${second}`);
      return value;
    },
  };

  #ref(logicalId: string): unknown {
    const pseudo = this.#pseudoParameter(logicalId);
    if (pseudo !== undefined) return pseudo;
    const parameters = this.#assembly.template.Parameters ?? {};
    if (Object.hasOwn(parameters, logicalId)) {
      const value = parameters[logicalId]?.Default;
      if (value === undefined) throw new Error(`parameter ${logicalId} has no default`);
      return value;
    }
    const { resource, kind } = this.#entry(logicalId);
    return this.#once(logicalId, () => kind.ref(resource, this.place));
  }

  #pseudoParameter(name: string): string | undefined {
    const { accountId, region, stackName } = this.place;
    switch (name) {
      case 'AWS::AccountId':
        return accountId;
      case 'AWS::Region':
        return region;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return stackName;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
      default:
        return undefined;
    }
  }

  #entry(logicalId: string): Entry {
    const entry = this.#entries.get(logicalId);
    if (!entry) throw new Error(`there is no resource, parameter or pseudo parameter ${logicalId}`);
    return entry;
  }

  /** Guards against references that lead back to themselves. */
  #once<T>(what: string, resolve: () => T): T {
    if (this.#underWay.has(what)) throw new Error(`${what} refers to itself`);
    this.#underWay.add(what);
    try {
      return resolve();
    } finally {
      this.#underWay.delete(what);
    }
  }
}
