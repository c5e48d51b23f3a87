import { compileTemplate } from '../expression/template.ts';
import type { Json, JsonObject } from '../json.ts';
import { compileAssign } from './assign.ts';
import { compileCatch, compileRetry } from './error-handlers.ts';
import { assign, type Fields, flag, oneOf, template, text } from './fields.ts';
import type { State } from './machine.ts';
import type { Report } from './report.ts';

/** What a state type's file offers to whoever reads definitions. */
export interface StateKind {
  /** Fields beyond those that every state has. */
  readonly fields: Fields;
  readonly required?: readonly string[];
  /** Checks what concerns several fields at once. */
  check?(source: JsonObject, at: string, report: Report): void;
  /** Where the states inside are, as paths below this state. */
  scopes?(source: JsonObject): readonly { readonly source: Json; readonly path: string }[];
  /** Where it may go besides Next: field and name. */
  targets?(source: JsonObject): readonly (readonly [field: string, name: string])[];
  /** @param at the state's location, the first part of the locations of the scopes inside. */
  compile(source: JsonObject, common: Common, at: string): State;
}

export type Common = Pick<State, 'name' | 'next' | 'output' | 'assign' | 'retry' | 'catch'>;

export const everyState: Fields = { Type: text, Comment: text, QueryLanguage: oneOf('JSONata', 'JSONPath') };

export const transition: Fields = { Next: text, End: flag };

export const results: Fields = { Output: template, Assign: assign };

export const compileCommon = (name: string, source: JsonObject): Common => ({
  name,
  next: source.Next as string | undefined,
  output: source.Output === undefined ? undefined : compileTemplate(source.Output, 'Output'),
  assign: compileAssign(source.Assign, 'Assign'),
  retry: compileRetry(source.Retry),
  catch: compileCatch(source.Catch),
});
