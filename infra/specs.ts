import { spec as api } from '../functions/api/spec.ts';
import { spec as authorize } from '../functions/authorize/spec.ts';
import { spec as bookings } from '../functions/bookings/spec.ts';
import { spec as buildSegments } from '../functions/build-segments/spec.ts';
import { spec as campaigns } from '../functions/campaigns/spec.ts';
import { spec as closeRuns } from '../functions/close-runs/spec.ts';
import { spec as demoPage } from '../functions/demo-page/spec.ts';
import { spec as erasePeople } from '../functions/erase-people/spec.ts';
import { spec as feedback } from '../functions/feedback/spec.ts';
import { spec as fireTimers } from '../functions/fire-timers/spec.ts';
import { spec as foldReports } from '../functions/fold-reports/spec.ts';
import { spec as forms } from '../functions/forms/spec.ts';
import { spec as imports } from '../functions/imports/spec.ts';
import { spec as inbound } from '../functions/inbound/spec.ts';
import { spec as ingest } from '../functions/ingest/spec.ts';
import { spec as keys } from '../functions/keys/spec.ts';
import { spec as links } from '../functions/links/spec.ts';
import { spec as pageWebhook } from '../functions/page-webhook/spec.ts';
import { spec as people } from '../functions/people/spec.ts';
import { spec as preferences } from '../functions/preferences/spec.ts';
import { spec as reconcileAudiences } from '../functions/reconcile-audiences/spec.ts';
import { spec as recordEvent } from '../functions/record-event/spec.ts';
import { spec as recountReports } from '../functions/recount-reports/spec.ts';
import { spec as referrals } from '../functions/referrals/spec.ts';
import { spec as relayOutbox } from '../functions/relay-outbox/spec.ts';
import { spec as reports } from '../functions/reports/spec.ts';
import { spec as reviews } from '../functions/reviews/spec.ts';
import { spec as runCampaign } from '../functions/run-campaign/spec.ts';
import { spec as runSchedule } from '../functions/run-schedule/spec.ts';
import { spec as runStep } from '../functions/run-step/spec.ts';
import { spec as schedules } from '../functions/schedules/spec.ts';
import { spec as segments } from '../functions/segments/spec.ts';
import { spec as sendMessage } from '../functions/send-message/spec.ts';
import type { FunctionSpec } from '../functions/shared/spec.ts';
import { spec as syncAudience } from '../functions/sync-audience/spec.ts';
import type { Settings } from './settings.ts';

/** Every function that is deployed. */
export const specs: readonly FunctionSpec[] = [
  authorize,
  ingest,
  recordEvent,
  runStep,
  sendMessage,
  syncAudience,
  reconcileAudiences,
  preferences,
  bookings,
  feedback,
  inbound,
  pageWebhook,
  closeRuns,
  relayOutbox,
  buildSegments,
  fireTimers,
  runCampaign,
  campaigns,
  runSchedule,
  schedules,
  reviews,
  forms,
  demoPage,
  referrals,
  links,
  api,
  segments,
  reports,
  foldReports,
  recountReports,
  people,
  erasePeople,
  keys,
  imports,
];

/** The functions that the owner wants: an account may do without the demo page. */
export const specsFor = (settings: Pick<Settings, 'demoPage'>): readonly FunctionSpec[] =>
  specs.filter((spec) => spec !== demoPage || settings.demoPage);
