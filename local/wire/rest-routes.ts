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
  /** Literals first, so that `/a/b` beats `/a/{Name}`. */
  readonly literals: number;
}

export interface RouteMatch {
  readonly operation: OperationModel;
  readonly labels: ReadonlyMap<string, string>;
}

const tables = new WeakMap<Model, readonly Route[]>();

/** The operation of a REST model at a method and path, with its path members decoded. */
export function matchRoute(model: Model, method: string, path: string): RouteMatch | undefined {
  let table = tables.get(model);
  if (!table) {
    table = routesOf(model);
    tables.set(model, table);
  }
  const parts = path.split('/').filter((part) => part !== '');
  for (const route of table) {
    const labels = route.method === method ? labelsOf(route, parts) : undefined;
    if (labels) return { operation: route.operation, labels };
  }
  return undefined;
}

function routesOf(model: Model): readonly Route[] {
  return [...model.operations.values()]
    .flatMap((operation) => (operation.http ? [routeOf(operation, operation.http)] : []))
    .sort((a, b) => b.literals - a.literals);
}

function routeOf(operation: OperationModel, { method, path }: { method: string; path: string }): Route {
  const segments = path
    .replace(/\?.*$/, '')
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
    literals: segments.filter((each) => each.literal !== undefined).length,
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
