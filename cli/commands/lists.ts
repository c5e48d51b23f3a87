import type { Command } from '../command.ts';
import { operationCommand } from '../operation.ts';
import { reason } from '../table.ts';

export const lists: readonly Command[] = [
  operationCommand({
    name: 'lists list',
    summary: 'The lists that campaigns may go to.',
    operation: 'listLists',
    method: 'GET',
    path: '/v1/lists',
    isPaged: true,
    rows: { of: 'items', columns: ['id', 'createdAt', 'updatedAt'] },
    examples: ['lists list'],
  }),
  operationCommand({
    name: 'lists get',
    summary: 'A list, and how many people are on it.',
    operation: 'getList',
    method: 'GET',
    path: '/v1/lists/{id}',
    examples: ['lists get winter'],
  }),
  operationCommand({
    name: 'lists add',
    summary: 'Puts people on a list, up to 2,000 at once: {"people": ["email:…"]}.',
    operation: 'addToList',
    method: 'POST',
    path: '/v1/lists/{id}',
    body: 'file',
    rows: { of: 'rejected', columns: ['index', 'person', reason] },
    examples: ['lists add winter people.json'],
  }),
  operationCommand({
    name: 'lists take',
    summary: 'Takes somebody off a list.',
    operation: 'takeFromList',
    method: 'DELETE',
    path: '/v1/lists/{id}/people/{person}',
    examples: ['lists take winter email:ada@example.com'],
  }),
  operationCommand({
    name: 'lists delete',
    summary: 'Deletes a list; its people stay.',
    operation: 'deleteList',
    method: 'DELETE',
    path: '/v1/lists/{id}',
    examples: ['lists delete winter'],
  }),
];
