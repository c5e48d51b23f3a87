import { spec as api } from '../functions/api/spec.ts';
import { spec as closeRuns } from '../functions/close-runs/spec.ts';
import { spec as feedback } from '../functions/feedback/spec.ts';
import { spec as ingest } from '../functions/ingest/spec.ts';
import { spec as preferences } from '../functions/preferences/spec.ts';
import { spec as recordEvent } from '../functions/record-event/spec.ts';
import { spec as runStep } from '../functions/run-step/spec.ts';
import { spec as sendMessage } from '../functions/send-message/spec.ts';
import type { FunctionSpec } from '../functions/shared/spec.ts';

/** Every function that is deployed. */
export const specs: readonly FunctionSpec[] = [
  ingest,
  recordEvent,
  runStep,
  sendMessage,
  preferences,
  feedback,
  closeRuns,
  api,
];
