import { isRef } from '../reference.ts';
import { kindOf } from '../steps/index.ts';
import { end } from '../steps/step.ts';
import { fieldOf } from './field.ts';
import { endless, type Graph, reachable } from './graph.ts';
import type { Scope } from './scope.ts';

/** Checks what a journey says of itself: entry, key, topic, exits. */
export function checkJourney(scope: Scope): void {
  const { entry, key, topic, channels, exits = [] } = scope.journey;
  scope.checkFilter(entry);
  const event = scope.catalogue.events.find(({ name }) => name === entry.event);
  if (event && key !== undefined && !fieldOf(event.schema, [key])?.required)
    scope.report(`key "${key}" is not a field that ${event.name} always has; choose one that it has`);
  if (topic !== undefined) scope.checkTopic(topic);
  if (channels && topic === undefined)
    scope.report('channels mean nothing without a topic; give the topic, or remove them');
  for (const exit of exits) {
    scope.checkFilter(exit);
    for (const [path, test] of Object.entries(exit.where ?? {}))
      if (isRef(test) && test.$ref.startsWith('run.'))
        scope.report(`exit "${exit.event}", where "${path}": refer to the entry event "${entry.as}" only`);
  }
}

/** Checks how the steps hang together. */
export function checkGraph(graph: Graph, scopeOf: (step: string) => Scope): void {
  const { steps } = scopeOf('').journey;
  const seen = new Set<string>();
  for (const { id } of steps) {
    if (seen.has(id)) scopeOf(id).report('another step has this id already; ids are unique, give it its own');
    seen.add(id);
  }
  const found = reachable(graph);
  const loops = endless(graph);
  for (const [id, { edges }] of graph) {
    for (const { to } of edges)
      if (to !== end && !graph.has(to))
        scopeOf(id).report(`leads to "${to}", which is no step; name a step, or "end"`);
    if (!found.has(id)) scopeOf(id).report('no way leads here; lead one here, or remove it');
    if (loops.includes(id))
      scopeOf(id).report(
        'a run could go round here for ever without waiting; put a delay or a waitFor in between',
      );
  }
}

/** Checks each step by what its kind knows. Steps that no way leads to have been reported already. */
export function checkSteps(graph: Graph, scopeOf: (step: string) => Scope): void {
  const found = reachable(graph);
  for (const [id, { step }] of graph) if (found.has(id)) kindOf(step).check(step, scopeOf(id));
}
