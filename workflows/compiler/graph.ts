import type { Journey } from '../journey.ts';
import { kindOf, type Step } from '../steps/index.ts';
import { type Edge, end, type Target } from '../steps/step.ts';
import type { Names } from './scope.ts';
import { afterFailure } from './task-state.ts';

/** A step and the ways on from it, a way after a failure included. */
export interface Node {
  readonly step: Step;
  /** Where it goes on if it does not say. */
  readonly next: Target;
  readonly edges: readonly Edge[];
}

/** A journey's steps by id, in the order written. */
export type Graph = ReadonlyMap<string, Node>;

function nodeOf(step: Step, next: Target): Node {
  const onward = 'next' in step ? (step.next ?? next) : 'otherwise' in step ? step.otherwise : next;
  const failed = afterFailure(step, onward);
  const edges = [...kindOf(step).edges(step, next), ...(failed === undefined ? [] : [{ to: failed }])];
  return { step, next, edges };
}

export const graphOf = ({ steps }: Journey): Graph =>
  new Map(steps.map((step, index) => [step.id, nodeOf(step, steps[index + 1]?.id ?? end)]));

/** The steps that a run can get to. */
export function reachable(graph: Graph): ReadonlySet<string> {
  const [start] = graph.keys();
  const found = new Set<string>(start === undefined ? [] : [start]);
  for (const id of found) for (const { to } of graph.get(id)?.edges ?? []) if (graph.has(to)) found.add(to);
  return found;
}

/** The steps that lie on a way round along which no time passes and nothing new happens. */
export function endless(graph: Graph): readonly string[] {
  const rushed = (id: string) =>
    (graph.get(id)?.edges ?? []).filter((edge) => !edge.pauses).map(({ to }) => to);
  const comesBack = (id: string): boolean => {
    const found = new Set(rushed(id));
    for (const each of found) for (const to of rushed(each)) found.add(to);
    return found.has(id);
  };
  return [...graph.keys()].filter(comesBack);
}

/** What is known on two ways that meet: names known on both, each for whatever either way saved under it. */
function meet(left: Names | undefined, right: Names): Names {
  if (!left) return right;
  const shared = [...left].flatMap(([name, events]) => {
    const others = right.get(name);
    return others ? [[name, events.union(others)] as const] : [];
  });
  return new Map(shared);
}

const size = (names: Names): number => [...names.values()].reduce((sum, events) => sum + events.size, 0);

/** The saved events that are known at each step on every way to it. */
export function namesAt(graph: Graph, entry: Journey['entry']): ReadonlyMap<string, Names> {
  const [start] = graph.keys();
  const known = new Map<string, Names>();
  if (start === undefined) return known;
  known.set(start, new Map([[entry.as, new Set([entry.event])]]));
  const open = [start];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const here = known.get(id) ?? new Map();
    for (const { to, saves } of graph.get(id)?.edges ?? []) {
      if (!graph.has(to)) continue;
      const there = saves ? new Map([...here, [saves.as, new Set([saves.event])]]) : here;
      const before = known.get(to);
      const met = meet(before, there);
      if (before && met.size === before.size && size(met) === size(before)) continue;
      known.set(to, met);
      open.push(to);
    }
  }
  return known;
}
