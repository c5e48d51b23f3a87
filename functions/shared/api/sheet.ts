import { csvRow } from '../../../formats/csv.ts';
import type { HttpRequest, HttpResponse } from '../http/http.ts';
import { Problem } from '../http/problem.ts';

/** An answer as a table: rows whose members are cells, and in which order. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly rows: readonly object[];
}

export const sheetFormats = ['json', 'csv'] as const;

/** Of the types that a caller accepts, the one it would rather have (RFC 9110 12.5.1); the first of equals. */
function preferred(accept: string): string | undefined {
  const types = accept.split(',').map((each) => {
    const [type = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, weight: weight === undefined ? 1 : Number(weight.slice(2)) };
  });
  return types.toSorted((a, b) => b.weight - a.weight)[0]?.type;
}

/** Whether a caller wants an answer's sheet, as `format` says, else `Accept`. @throws Problem 400 for a format that there is not */
export function wantsCsv({ queryStringParameters, headers }: HttpRequest): boolean {
  const format = queryStringParameters?.format;
  if (format === undefined) return preferred(headers.accept ?? '') === 'text/csv';
  if (sheetFormats.every((known) => known !== format))
    throw new Problem(400, `format: must be one of ${sheetFormats.join(', ')}`, { field: 'format' });
  return format === 'csv';
}

const cellOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

/** A sheet as CSV with a header. What is null is an empty cell. */
export function csv(status: number, { columns, rows }: Sheet): HttpResponse {
  const lines = rows.map((row) => {
    const cells = new Map<string, unknown>(Object.entries(row));
    return csvRow(columns.map((column) => cellOf(cells.get(column))));
  });
  return {
    statusCode: status,
    headers: { 'content-type': 'text/csv; charset=utf-8', vary: 'accept' },
    body: [csvRow(columns), ...lines].join(''),
  };
}
