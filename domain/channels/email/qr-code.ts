import type { MessageTask } from '../../../workflows/task.ts';
import type { Template } from '../../../workflows/templates/define-template.ts';
import { textAt } from '../../consent/text-at.ts';
import { qrPng } from '../../messages/qr/png.ts';
import type { Attachment } from './attachment.ts';

/** The picture that a template shows with `cid:` and the name of its data; none where that data is missing. */
export function qrCode(
  { qrCode: name }: Template,
  { data }: Pick<MessageTask, 'data'>,
): Attachment | undefined {
  const code = name && textAt(data, name);
  return code
    ? { filename: `${name}.png`, contentType: 'image/png', content: qrPng(code), contentId: name }
    : undefined;
}
