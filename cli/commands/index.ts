import type { Command } from '../command.ts';
import { campaigns } from './campaigns.ts';
import { desk } from './desk.ts';
import { imports } from './imports.ts';
import { journeys } from './journeys.ts';
import { keys } from './keys.ts';
import { lists } from './lists.ts';
import { people } from './people.ts';
import { reports } from './reports.ts';
import { schedules } from './schedules.ts';
import { segments } from './segments.ts';

/** Every command, as help lists them. */
export const commands: readonly Command[] = [
  ...people,
  ...imports,
  ...segments,
  ...campaigns,
  ...lists,
  ...schedules,
  ...journeys,
  ...reports,
  ...desk,
  ...keys,
];
