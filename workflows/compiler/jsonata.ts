import { isRef, type Ref } from '../reference.ts';

/** A string that Step Functions evaluates. */
export const evaluated = (expression: string): string => `{% ${expression} %}`;

/** The state's input, carried on as it came. */
export const unchanged = evaluated('$states.input');

/** The state's input after one more visit. */
export const visited = evaluated("$merge([$states.input, {'visit': $states.input.visit + 1}])");

/** The state's input after one more visit, with the events that the step's task answered with. */
export const visitedWithResult = evaluated(
  "$merge([$states.input, {'visit': $states.input.visit + 1, 'events': $merge([$states.input.events, $states.result.Payload.events])}])",
);

const reserved = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);
const field = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) && !reserved.has(name) ? name : `\`${name.replaceAll('`', '')}\``;

/** Where a reference lies in a state's input. */
export const pathOf = ({ $ref }: Ref): string =>
  `$states.input.${$ref.startsWith('run.') ? '' : 'events.'}${$ref.split('.').map(field).join('.')}`;

/** A JSONata literal. `${` is taken apart, because the template replaces it before Step Functions sees it. */
export const literal = (value: unknown): string => JSON.stringify(value).replaceAll('${', '$" & "{');

/** JSON in which references become JSONata, and nothing else does, whatever an author's text looks like. */
export function encode(value: unknown, expression: (ref: Ref) => string): unknown {
  if (isRef(value)) return evaluated(expression(value));
  if (Array.isArray(value)) return value.map((each) => encode(each, expression));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [key, encode(inner, expression)]),
    );
  if (typeof value === 'string' && /^\{%|%\}$|\$\{/.test(value)) return evaluated(literal(value));
  return value;
}
