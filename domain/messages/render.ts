import type { Template as Parsed } from 'liquidjs';
import type { Template } from '../../workflows/templates/define-template.ts';
import { reasonOf } from '../../workflows/templates/reasons.ts';
import type { Profile } from '../people/profile.ts';
import type { StoryEntry } from '../people/story.ts';
import type { Brand } from './brand.ts';
import { htmlLayout } from './layout/html.ts';
import { elementStyles, withStyles } from './layout/styles.ts';
import { textLayout } from './layout/text.ts';
import type { Links } from './links.ts';
import { htmlEngine, textEngine } from './liquid.ts';
import { oneLine } from './one-line.ts';
import { personShown } from './person-shown.ts';

/** What a template may name besides the brand. */
export interface Values {
  readonly profile: Pick<Profile, 'traits' | 'identifiers'>;
  readonly links: Links;
  readonly data: Readonly<Record<string, unknown>>;
  /** For templates that ask for it. */
  readonly story?: readonly StoryEntry[];
}

export interface RenderedEmail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

type Part = 'subject' | 'preheader' | 'body' | 'text';

/** Renders a business's emails. Sources are parsed once; a renderer lives as long as its function. */
export class EmailRenderer {
  readonly #brand: Brand;
  readonly #services: Readonly<Record<string, string>>;
  readonly #styles: Readonly<Record<string, string>>;
  readonly #htmlLayout: Parsed[];
  readonly #textLayout: Parsed[];
  readonly #parsed = new WeakMap<Template, Readonly<Record<Part, Parsed[]>>>();

  /** @param services the names of the centre's services, by id */
  constructor(brand: Brand, services: Readonly<Record<string, string>> = {}) {
    this.#brand = brand;
    this.#services = services;
    this.#styles = elementStyles(brand);
    this.#htmlLayout = htmlEngine.parse(htmlLayout(brand));
    this.#textLayout = textEngine.parse(textLayout);
  }

  /**
   * @throws ZodError when the data is not what the template asks for
   * @throws Error (of Liquid) naming a variable or filter that the template uses and nobody gave
   */
  render(template: Template, { profile, links, data, story = [] }: Values): RenderedEmail {
    const source = this.#parse(template);
    const values = {
      person: personShown(profile),
      brand: this.#brand,
      services: this.#services,
      links,
      data: dataFor(template, data),
      story,
    };
    const subject = oneLine(textEngine.renderSync(source.subject, values));
    const around = {
      ...values,
      subject,
      preheader: oneLine(textEngine.renderSync(source.preheader, values)),
      marketing: template.kind === 'marketing',
      reason: reasonOf(template.id),
      signed: template.kind !== 'staff',
    };
    const body = htmlEngine.renderSync(source.body, values);
    const text = textEngine.renderSync(source.text, values).trim();
    return {
      subject,
      html: htmlEngine.renderSync(this.#htmlLayout, { ...around, body }),
      text: textEngine.renderSync(this.#textLayout, { ...around, body: text }),
    };
  }

  #parse(template: Template): Readonly<Record<Part, Parsed[]>> {
    const kept = this.#parsed.get(template);
    if (kept) return kept;
    const parsed = {
      subject: textEngine.parse(template.subject),
      preheader: textEngine.parse(template.preheader),
      body: htmlEngine.parse(withStyles(template.body, this.#styles)),
      text: textEngine.parse(template.text),
    };
    this.#parsed.set(template, parsed);
    return parsed;
  }
}

/** The data as the template's schema has it; what it allows to be missing is null, so that Liquid finds it. */
export function dataFor({ data: schema }: Template, data: Values['data']): Values['data'] {
  const absent = Object.keys(schema.shape).map((name) => [name, null] as const);
  return { ...Object.fromEntries(absent), ...schema.parse(data) };
}
