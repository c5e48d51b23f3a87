import { compileTemplate } from '../expression/template.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Assign } from './machine.ts';

export const compileAssign = (value: Json | undefined, field: string): Assign | undefined =>
  value === undefined
    ? undefined
    : Object.entries(value as JsonObject).map(([name, each]) => [
        name,
        compileTemplate(each, `${field}/${name}`),
      ]);
