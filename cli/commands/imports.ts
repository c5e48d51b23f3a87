import type { Command } from '../command.ts';
import { operationCommand } from '../operation.ts';
import { reason } from '../table.ts';

const columns = [
  'id',
  'name',
  'status',
  'dryRun',
  'journeys',
  'rows',
  'taken',
  'bad',
  'newPeople',
  'knownPeople',
  'createdAt',
];

export const imports: readonly Command[] = [
  operationCommand({
    name: 'imports list',
    summary: 'Imports, the newest first.',
    operation: 'listImports',
    method: 'GET',
    path: '/v1/imports',
    isPaged: true,
    rows: { of: 'items', columns },
    examples: ['imports list'],
  }),
  operationCommand({
    name: 'imports get',
    summary: 'How far an import has come.',
    operation: 'getImport',
    method: 'GET',
    path: '/v1/imports/{id}',
    examples: ['imports get imp_0mja1b2c3abcdefgh'],
  }),
  operationCommand({
    name: 'imports errors',
    summary: 'What was wrong with the rows that were not taken.',
    operation: 'listImportErrors',
    method: 'GET',
    path: '/v1/imports/{id}/errors',
    isPaged: true,
    rows: { of: 'items', columns: ['line', 'field', reason] },
    examples: ['imports errors imp_0mja1b2c3abcdefgh --all'],
  }),
];
