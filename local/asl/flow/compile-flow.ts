import type { JsonObject } from '../json.ts';
import type { QueryLanguage } from '../query-language.ts';
import type { Flow } from './flow.ts';
import { jsonataFlow } from './jsonata-flow.ts';
import { jsonpathFlow } from './jsonpath-flow.ts';

/** @param prefix where the fields stand within their state, for the texts of errors: `Catch[0]/` */
export const compileFlow = (language: QueryLanguage, source: JsonObject, prefix?: string): Flow =>
  language === 'JSONata' ? jsonataFlow(source, prefix) : jsonpathFlow(source);
