import { isObject, type Json } from '../json.ts';
import { Checker } from './checker.ts';
import { compileMachine } from './compile.ts';
import type { Machine } from './machine.ts';
import { type Diagnostic, Report } from './report.ts';

export type Parsed =
  | { readonly machine: Machine; readonly diagnostics: readonly [] }
  | { readonly machine?: undefined; readonly diagnostics: readonly Diagnostic[] };

/** Reads a definition in the Amazon States Language; everything in it is either understood or refused by name. */
export function parseDefinition(definition: string): Parsed {
  const report = new Report();
  const source = parseJson(definition, report);
  if (isObject(source)) new Checker(report, source).check();
  else if (report.diagnostics.length === 0)
    report.diagnostics.push({
      severity: 'ERROR',
      code: 'SCHEMA_VALIDATION_FAILED',
      message: 'Definition must be a valid JSON object',
    });
  if (report.diagnostics.length > 0 || !isObject(source)) return { diagnostics: report.diagnostics };
  return { machine: compileMachine(source), diagnostics: [] };
}

function parseJson(definition: string, report: Report): Json | undefined {
  if (definition === '') return undefined;
  try {
    return JSON.parse(definition) as Json;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    report.diagnostics.push({ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION', message });
    return undefined;
  }
}
