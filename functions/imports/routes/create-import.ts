import * as z from 'zod/mini';
import { targetOf } from '../../../domain/imports/headers.ts';
import { rowFormats } from '../../../domain/imports/import.ts';
import { columnsBeside, columnsNamed, type Mapping, mappingSchema } from '../../../domain/imports/mapping.ts';
import { quote } from '../../../workflows/sentences.ts';
import { Problem } from '../../shared/http/problem.ts';
import { route } from '../route.ts';
import { importShape, importView } from '../shapes.ts';

const body = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  format: z._default(z.enum(rowFormats), 'table'),
  mapping: z._default(mappingSchema, { columns: {}, consents: [] }),
  /** The table's header, if it is known: what the mapping names must be in it. */
  columns: z.optional(z.array(z.string()).check(z.maxLength(500))),
  dryRun: z._default(z.boolean(), false),
  /** What it tells happens now, for journeys: it begins them and leads them on. Else it is of the past, and is counted. */
  journeys: z._default(z.boolean(), false),
});

/** @throws Problem 422 for a mapping that names a column that is not there */
function requireColumns(mapping: Mapping, columns: readonly string[]): void {
  const missing = [...columnsNamed(mapping)].find((column) => !columns.includes(column));
  if (missing !== undefined)
    throw new Problem(
      422,
      `mapping: there is no column ${quote(missing)}; there are: ${columns.map(quote).join(', ')}`,
      { field: 'mapping' },
    );
}

/**
 * Two columns that go to one place by their headers, as `Phone` and `Mobile`, would take each other's word without anybody's
 * knowing; where the mapping names both, the last that says something stands. @throws Problem 422
 */
function requirePlaces(mapping: Mapping, understood: readonly (readonly [string, string | null])[]): void {
  const taken = Map.groupBy(understood, ([, place]) => place);
  for (const [place, columns] of taken) {
    const named = columns.map(([column]) => column);
    if (place === null || named.length < 2 || named.every((column) => Object.hasOwn(mapping.columns, column)))
      continue;
    const example = JSON.stringify({ columns: { [named.at(-1) ?? '']: null } });
    throw new Problem(
      422,
      `mapping: columns ${named.map(quote).join(' and ')} both go to ${place}; say where each goes, as ${example} for one that is left out`,
      { field: 'mapping' },
    );
  }
}

export const createImport = route({
  method: 'POST',
  path: '/v1/imports',
  operationId: 'createImport',
  scope: 'market',
  summary:
    'Begins an import; its rows follow in parts. The same Idempotency-Key begins one, and answers it again.',
  body,
  answer: {
    status: 201,
    description: 'The import, and where each column goes: null for one that is no trait or identifier.',
    schema: z.extend(importShape, { understood: z.record(z.string(), z.nullable(z.string())) }),
  },
  problems: {
    409: 'Another import was begun with this Idempotency-Key.',
    422: 'The mapping names a column that the table does not have, or leaves two that go to one place.',
  },
  async handle({ body: { columns, ...document }, caller, idempotencyKey, now }, { imports }) {
    const { mapping } = document;
    if (columns) requireColumns(mapping, columns);
    const beside = columnsBeside(mapping);
    const understood = (columns ?? []).map(
      (column) => [column, targetOf(column, mapping, beside)?.to ?? null] as const,
    );
    requirePlaces(mapping, understood);
    const begun = await imports.create(document, { createdBy: caller, idempotencyKey }, now);
    if (!begun)
      throw new Problem(409, 'idempotency-key: another import was begun with it; send one of its own', {
        field: 'idempotency-key',
      });
    return {
      ...importView(begun),
      understood: Object.fromEntries(understood),
    };
  },
});
