import type { Route } from '../../shared/api/route.ts';
import type { Outside } from '../route.ts';
import { erasePerson } from './erase-person.ts';
import { getErasure } from './get-erasure.ts';
import { mergePeople } from './merge-people.ts';

/** Every operation on people that changes who they are; a new one is a file here and a line in this list. */
export const routes = [mergePeople, erasePerson, getErasure] as readonly Route<Outside>[];
