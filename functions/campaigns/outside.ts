import type { Lists } from '../../domain/campaigns/lists.ts';
import type { Operating } from '../../domain/campaigns/operate.ts';
import type { SendQuota } from '../../domain/campaigns/rate.ts';
import type { TextRenderer } from '../../domain/channels/text-renderer.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { EmailRenderer } from '../../domain/messages/render.ts';
import type { Changing } from '../../domain/schedules/change.ts';
import type { Table } from '../../domain/table.ts';
import type { Messaging } from '../../domain/timing/messaging.ts';
import type { Journey } from '../../workflows/journey.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import { routeOver } from '../shared/api/route.ts';

/** What the routes touch outside themselves. */
export interface Outside extends Operating {
  readonly table: Table;
  /** Of schedules that belong to campaigns, see `deleteCampaignSchedules`. */
  readonly clockwork: Changing['clockwork'];
  readonly lists: Lists;
  readonly templates: readonly Template[];
  readonly journeys: readonly Journey[];
  readonly quota: () => Promise<SendQuota>;
  readonly brand: Brand;
  readonly emails: EmailRenderer;
  readonly texts: TextRenderer;
  /** When and how often the business writes to a person. */
  readonly rules: Messaging;
  readonly signingKey: (now: Date) => Promise<string>;
  /** Origin of our pages, without a trailing slash. */
  readonly publicUrl: string;
}

export const route = routeOver<Outside>();
