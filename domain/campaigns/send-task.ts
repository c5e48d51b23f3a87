import type { SendCampaignTask, SendTask } from '../../workflows/task.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import { type CampaignRun, variantOf } from './campaign-run.ts';

/** The task to send what a campaign says, told in full. @throws Error where the variant is no message */
export function sendTask({ campaign, ...task }: SendCampaignTask, run: CampaignRun): SendTask {
  const { send } = variantOf(run, campaign);
  if (!send) throw new Error(`${run.id}: variant "${campaign.variant}" is no message`);
  const { template, channels, data, priority, expires, at } = send;
  return {
    ...task,
    kind: 'send',
    campaign,
    template,
    channels,
    data,
    ...(priority && { priority }),
    ...(expires && { expires }),
    ...(at && { at }),
  };
}

/** A template as a campaign uses it: one that takes its words from there is about the campaign's topic. */
export function templateFor(template: Template, { campaign }: SendTask, run: CampaignRun): Template {
  const topic = campaign && variantOf(run, campaign).send?.topic;
  return template.kind === 'marketing' && template.words && topic
    ? ({ ...template, topic } as Template)
    : template;
}
