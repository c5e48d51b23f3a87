import { audiences } from './audiences.ts';
import type { EventDefinition } from './events/define-event.ts';
import { events } from './events/index.ts';
import type { Template } from './templates/define-template.ts';
import { templates } from './templates/index.ts';
import { topics } from './topics.ts';

/** What journeys may name. */
export interface Catalogue {
  readonly events: readonly EventDefinition[];
  readonly templates: readonly Template[];
  /** Ids of the topics that people may consent to. */
  readonly topics: readonly string[];
  /** Ids of the ad audiences. */
  readonly audiences: readonly string[];
}

export const catalogue: Catalogue = {
  events,
  templates,
  topics: Object.keys(topics),
  audiences: Object.keys(audiences),
};
