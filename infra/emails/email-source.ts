import type { Brand } from '../../domain/messages/brand.ts';
import type { Template } from '../../workflows/templates/define-template.ts';

export interface EmailSource {
  readonly template: Template;
  /** Its MJML, from the project's root. */
  readonly path: string;
  /** The folder that includes may lie in. */
  readonly root: string;
  readonly brand: Brand;
}

/** What the head of a source says of the message. */
export interface Head {
  readonly lang: string;
  readonly title: string;
  readonly preview: string;
}
