import type { CampaignRun } from '../../domain/campaigns/campaign-run.ts';
import { sendTask, templateFor } from '../../domain/campaigns/send-task.ts';
import type { MessageTask, SendCampaignTask, SendMessageTask, SendTask } from '../../workflows/task.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import type { Outside } from './outside.ts';
import { type Passed, passedOn } from './passed-on.ts';

/** A task with all that it says of its message. */
export interface InFull {
  readonly task: MessageTask;
  readonly template: Template;
  /** The campaign's run that it is sent for, and the variant. */
  readonly campaign:
    | { readonly run: CampaignRun; readonly variant: string; readonly task: SendTask }
    | undefined;
  /** Where another channel has its turn because the first refused the message later. */
  readonly passed?: Passed;
}

type Sources = Pick<Outside, 'campaigns' | 'templates' | 'table'>;

/**
 * What a task sends: what it says itself, what its campaign says, or what the message's own step said.
 * @throws Error for a template or a campaign that is not there, Exited for a message that is not there
 */
export async function inFull(told: SendMessageTask, outside: Sources, now: Date): Promise<InFull> {
  if (told.kind !== 'sendByNext') return worded(told, outside, now);
  const { again, channels, worthUntil, ...passed } = await passedOn(told, outside);
  const { task, template, campaign } = await worded(again, outside, now);
  const left = { ...task, kind: 'send' as const, channels, worthUntil };
  return { task: left, template, campaign: campaign && { ...campaign, task: left }, passed };
}

async function worded(
  told: MessageTask | SendCampaignTask,
  { campaigns, templates }: Sources,
  now: Date,
): Promise<InFull> {
  if (told.kind !== 'sendCampaign')
    return { task: told, template: templateOf(told, templates), campaign: undefined };
  const run = await campaigns.read(told.campaign, now);
  const task = sendTask(told, run);
  return {
    task,
    template: templateFor(templateOf(task, templates), task, run),
    campaign: { run, variant: told.campaign.variant, task },
  };
}

function templateOf({ step, template: id }: MessageTask, templates: readonly Template[]): Template {
  const template = templates.find((each) => each.id === id);
  if (!template)
    throw new Error(
      `${step}: unknown template "${id}"; known: ${templates.map((each) => each.id).join(', ')}`,
    );
  return template;
}
