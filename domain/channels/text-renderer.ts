import type { Template as Parsed } from 'liquidjs';
import type { Localised } from '../../workflows/templates/channel-content.ts';
import type { Centre } from '../centre/centre.ts';
import type { Brand } from '../messages/brand.ts';
import { inLanguage } from '../messages/in-language.ts';
import { textEngine } from '../messages/liquid.ts';
import { localeFor } from '../messages/locale.ts';
import { personShown } from '../messages/person-shown.ts';
import { dataFor } from '../messages/render.ts';
import type { Profile } from '../people/profile.ts';
import type { Message } from './channel.ts';
import { wordsIn } from './localised.ts';

/** Renders what messages say on the channels that take plain text. Sources are parsed once. */
export class TextRenderer {
  readonly #brand: Brand;
  readonly #services: Centre['services'];
  readonly #parsed = new Map<string, Parsed[]>();

  constructor(brand: Brand, { services }: Pick<Centre, 'services'>) {
    this.#brand = brand;
    this.#services = services;
  }

  /** Words in the person's language, else the business's, else English, and which that is. */
  wordsFor<Content>(
    texts: Localised<Content>,
    { traits }: Pick<Profile, 'traits'>,
  ): { readonly words: Content; readonly lang: string } {
    return wordsIn(texts, localeFor(traits, this.#brand));
  }

  /**
   * @param lang BCP 47, in which the source is written: in it dates are told and services called
   * @throws ZodError when the data is not what the template asks for
   * @throws Error (of Liquid) naming a variable or filter that the text uses and nobody gave
   */
  render(
    source: string,
    lang: string,
    message: Pick<Message, 'template' | 'task' | 'profile' | 'links'>,
  ): string {
    const { template, task, profile, links } = message;
    const values = {
      person: personShown(profile),
      ...inLanguage(this.#brand, this.#services, lang),
      links,
      data: dataFor(template, task.data),
    };
    return String(textEngine.renderSync(this.#parse(source), values)).trim();
  }

  #parse(source: string): Parsed[] {
    const parsed = this.#parsed.get(source) ?? textEngine.parse(source);
    this.#parsed.set(source, parsed);
    return parsed;
  }
}
