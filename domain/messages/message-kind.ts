import type { Template } from '../../workflows/templates/define-template.ts';

/**
 * Why a message is sent. Marketing needs consent and carries ways out; transactional belongs to something that the
 * person asked for, as a booking; staff messages go to the business itself.
 */
export type MessageKind = Template['kind'];
