import type { Route } from '../../shared/api/route.ts';
import type { Outside } from '../route.ts';
import { changePerson } from './change-person.ts';
import { choosePrimary } from './choose-primary.ts';
import { detachIdentifier } from './detach-identifier.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { getChanges } from './get-changes.ts';
import { getErasure } from './get-erasure.ts';
import { listPeople } from './list-people.ts';
import { mergePeople } from './merge-people.ts';

/** Every operation on people that changes who they are; a new one is a file here and a line in this list. */
export const routes = [
  listPeople,
  changePerson,
  choosePrimary,
  detachIdentifier,
  getChanges,
  exportPerson,
  mergePeople,
  erasePerson,
  getErasure,
] as readonly Route<Outside>[];
