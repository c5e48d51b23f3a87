import json from '#centre' with { type: 'json' };
import { journeys } from '../../workflows/runtime.ts';
import { parseCentre } from '../centre/centre.ts';
import { clickUpkeep } from '../messages/note-click.ts';
import { keepTimers } from '../schedules/keep-timers.ts';
import { RelativeSchedules } from '../schedules/schedules.ts';
import { businessOf } from '../segments/business.ts';
import { SegmentCatalogue } from '../segments/catalogue.ts';
import { segmentUpkeep } from '../segments/upkeep.ts';
import type { Table } from '../table.ts';
import type { Upkeep } from './upkeep.ts';

const centre = parseCentre(json);

/** Everything that is kept current with each event; a capability that keeps something adds its file and a line here. */
export const upkeepsOver = (table: Table): readonly Upkeep[] => [
  clickUpkeep(table),
  keepTimers({ table, schedules: new RelativeSchedules(table), timezone: centre.timezone }),
  segmentUpkeep(table, new SegmentCatalogue(table, businessOf(centre, journeys)), centre.timezone),
];
