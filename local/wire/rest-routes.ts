import type { WireRequest } from './message.ts';
import type { Model, OperationModel } from './model.ts';

interface Route {
  readonly operation: OperationModel;
  readonly method: string;
  /** Literal segments, or the names of labels. */
  readonly segments: readonly {
    readonly literal?: string;
    readonly label?: string;
    readonly greedy?: boolean;
  }[];
  /** What the query must have, as `find=LayerVersion`. */
  readonly query: URLSearchParams;
  /** Literals first, so that `/a/b` beats `/a/{Name}`. */
  readonly literals: number;
  readonly isFormer: boolean;
}

export interface RouteMatch {
  readonly operation: OperationModel;
  readonly labels: ReadonlyMap<string, string>;
  /** Members that are in the body by now come in the query. */
  readonly isFormer: boolean;
}

interface Place {
  readonly method: string;
  readonly path: string;
}

/** Where SES has operations for clients from before 2026 as well, the AWS CLI among them. */
const formerly: Readonly<Record<string, Place>> = {
  ListConfigurationSets: { method: 'GET', path: '/v2/email/configuration-sets' },
  ListEmailIdentities: { method: 'GET', path: '/v2/email/identities' },
};

const tables = new WeakMap<Model, readonly Route[]>();

/** The operation of a REST model that a request is for, with its path members decoded. */
export function matchRoute(
  model: Model,
  { method, path, query }: Pick<WireRequest, 'method' | 'path' | 'query'>,
): RouteMatch | undefined {
  let table = tables.get(model);
  if (!table) {
    table = routesOf(model);
    tables.set(model, table);
  }
  const parts = path.split('/').filter((part) => part !== '');
  for (const route of table) {
    if (route.method !== method || ![...route.query].every(([name, value]) => query.get(name) === value))
      continue;
    const labels = labelsOf(route, parts);
    if (labels) return { operation: route.operation, labels, isFormer: route.isFormer };
  }
  return undefined;
}

function routesOf(model: Model): readonly Route[] {
  return [...model.operations.values()]
    .flatMap((operation) => {
      const { name, http } = operation;
      if (!http) return [];
      const former = Object.hasOwn(formerly, name) ? formerly[name] : undefined;
      const route = routeOf(operation, http);
      return former ? [route, { ...routeOf(operation, former), isFormer: true }] : [route];
    })
    .sort((a, b) => b.literals - a.literals || b.query.size - a.query.size);
}

function routeOf(operation: OperationModel, { method, path }: Place): Route {
  const [literal = '', query = ''] = path.split('?');
  const segments = literal
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      const label = /^\{(\w+)(\+?)\}$/.exec(part);
      return label?.[1] === undefined ? { literal: part } : { label: label[1], greedy: label[2] === '+' };
    });
  return {
    operation,
    method,
    segments,
    query: new URLSearchParams(query),
    literals: segments.filter((each) => each.literal !== undefined).length,
    isFormer: false,
  };
}

function labelsOf(route: Route, parts: readonly string[]): ReadonlyMap<string, string> | undefined {
  const labels = new Map<string, string>();
  for (const [index, { literal, label, greedy }] of route.segments.entries()) {
    const part = parts[index];
    if (part === undefined || (literal !== undefined && literal !== part)) return undefined;
    if (label === undefined) continue;
    labels.set(label, decoded(greedy ? parts.slice(index).join('/') : part));
    if (greedy) return labels;
  }
  return parts.length === route.segments.length ? labels : undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
