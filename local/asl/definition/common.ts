import { compileFlow } from '../flow/compile-flow.ts';
import type { Json, JsonObject } from '../json.ts';
import type { QueryLanguage } from '../query-language.ts';
import { compileCatch, compileRetry, errorHandlers } from './error-handlers.ts';
import { assign, type Fields, flag, oneOf, template, text } from './fields.ts';
import type { State } from './machine.ts';
import { dataPath, payload, payloadAssign, resultPath } from './path-fields.ts';
import type { Report } from './report.ts';

/** Fields that a state has in either query language. */
export type LanguageFields = Readonly<Record<QueryLanguage, Fields>>;

/** What a state type's file offers to whoever reads definitions. */
export interface StateKind {
  /** Fields beyond those that every state has, whatever its query language. */
  readonly fields: Fields;
  /** Fields that it has in one query language, or that mean something else in the other. */
  readonly only: LanguageFields;
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

export interface Common extends Pick<State, 'name' | 'next' | 'flow' | 'retry' | 'catch'> {
  readonly language: QueryLanguage;
}

export const everyState: Fields = { Type: text, Comment: text, QueryLanguage: oneOf('JSONata', 'JSONPath') };

export const transition: Fields = { Next: text, End: flag };

/** Input and output, of every state but Fail. */
export const inputAndOutput: LanguageFields = {
  JSONata: { Output: template },
  JSONPath: { InputPath: dataPath, OutputPath: dataPath },
};

export const assignment: LanguageFields = {
  JSONata: { Assign: assign },
  JSONPath: { Assign: payloadAssign },
};

/** What the state's work is given. */
export const parameters: LanguageFields = {
  JSONata: { Arguments: template },
  JSONPath: { Parameters: payload },
};

export function together(...parts: readonly LanguageFields[]): LanguageFields {
  return {
    JSONata: Object.assign({}, ...parts.map((part) => part.JSONata)),
    JSONPath: Object.assign({}, ...parts.map((part) => part.JSONPath)),
  };
}

/** What Task, Parallel and Map have beside their work: what becomes of its result, and of its failure. */
export const aroundWork: LanguageFields = together(inputAndOutput, assignment, errorHandlers, {
  JSONata: {},
  JSONPath: { ResultSelector: payload, ResultPath: resultPath },
});

export const compileCommon = (name: string, source: JsonObject, language: QueryLanguage): Common => ({
  name,
  language,
  next: source.Next as string | undefined,
  flow: compileFlow(language, source),
  retry: compileRetry(source.Retry),
  catch: compileCatch(source.Catch, language),
});
