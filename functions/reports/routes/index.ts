import type { Route } from '../../shared/api/route.ts';
import type { Outside } from '../route.ts';
import { correctReports } from './correct-reports.ts';
import { getAttribution } from './get-attribution.ts';
import { getChannels } from './get-channels.ts';
import { getFunnel } from './get-funnel.ts';
import { getRecount } from './get-recount.ts';
import { getReport } from './get-report.ts';
import { listSpend } from './list-spend.ts';
import { putSpend } from './put-spend.ts';
import { startRecount } from './start-recount.ts';

/** Every operation on reports; a new one is a file here and a line in this list. */
export const routes = [
  getReport,
  getAttribution,
  getChannels,
  getFunnel,
  listSpend,
  putSpend,
  startRecount,
  correctReports,
  getRecount,
] as readonly Route<Outside>[];
