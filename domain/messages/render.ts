import type { Template as Parsed } from 'liquidjs';
import { complaints } from '../../workflows/sentences.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import { reasonOf } from '../../workflows/templates/reasons.ts';
import type { Profile } from '../people/profile.ts';
import type { StoryEntry } from '../people/story.ts';
import type { Brand } from './brand.ts';
import type { CompiledEmail, CompiledEmails } from './compiled-email.ts';
import { inLanguage, type NamedService } from './in-language.ts';
import type { Links } from './links.ts';
import { htmlEngine, textEngine } from './liquid.ts';
import { inLocale, localeFor } from './locale.ts';
import { oneLine } from './one-line.ts';
import { personShown } from './person-shown.ts';
import { tidy } from './tidy.ts';
import type { Tracking } from './tracking.ts';

/** What a template may name besides the brand. */
export interface Values {
  readonly profile: Pick<Profile, 'traits' | 'identifiers'>;
  readonly links: Links;
  readonly data: Readonly<Record<string, unknown>>;
  /** For templates that ask for it. */
  readonly story?: readonly StoryEntry[];
  /** What the message's links tell of it; nothing for staff. */
  readonly tracking?: Tracking | undefined;
}

export interface RenderedEmail {
  /** BCP 47, in which it is written. */
  readonly lang: string;
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

interface Business {
  readonly brand: Brand;
  readonly services?: readonly NamedService[];
  readonly emails: CompiledEmails;
}

type ParsedEmail = Readonly<Record<'subject' | 'preheader' | 'html' | 'text', Parsed[]>>;

/** Renders a business's emails. What was compiled is parsed once; a renderer lives as long as its function. */
export class EmailRenderer {
  readonly #business: Business;
  readonly #parsed = new WeakMap<CompiledEmail, ParsedEmail>();

  constructor(business: Business) {
    this.#business = business;
  }

  /**
   * Renders an email in the person's language, else the business's, else the template's own.
   * @throws Error naming what is wrong with the data, a variable that nobody gave, or a link that leads nowhere
   */
  render(template: Template, { profile, links, data, story = [], tracking }: Values): RenderedEmail {
    const email = this.#emailFor(template, localeFor(profile.traits, this.#business.brand));
    const { brand, services = [] } = this.#business;
    const { lang } = email;
    const values = {
      person: personShown(profile),
      ...inLanguage(brand, services, lang),
      links,
      data: dataFor(template, data),
      story,
      tracking,
      reason: inLocale(reasonOf(template.id), lang),
    };
    const parsed = this.#parse(email);
    const preheader = oneLine(textEngine.renderSync(parsed.preheader, values));
    return {
      lang,
      subject: oneLine(textEngine.renderSync(parsed.subject, values)),
      preheader,
      html: htmlEngine.renderSync(parsed.html, values),
      text: `${tidy(textEngine.renderSync(parsed.text, values))}\n`,
    };
  }

  #emailFor({ id }: Template, locale: string | undefined): CompiledEmail {
    const email = inLocale(this.#business.emails[id] ?? {}, locale);
    if (!email) throw new Error(`template "${id}" has no email; was it compiled?`);
    return email;
  }

  #parse(email: CompiledEmail): ParsedEmail {
    const kept = this.#parsed.get(email);
    if (kept) return kept;
    const parsed = {
      subject: textEngine.parse(email.subject),
      preheader: textEngine.parse(email.preheader),
      html: htmlEngine.parse(email.html),
      text: textEngine.parse(email.text),
    };
    this.#parsed.set(email, parsed);
    return parsed;
  }
}

/** The data as the template's schema has it; what it allows to be missing is null, so that Liquid finds it. */
export function dataFor({ id, data: schema }: Template, data: Values['data']): Values['data'] {
  const absent = Object.keys(schema.shape).map((name) => [name, null] as const);
  const parsed = schema.safeParse(data);
  if (parsed.success) return { ...Object.fromEntries(absent), ...parsed.data };
  const [first] = complaints(parsed.error, data);
  throw new Error(`template "${id}": data.${first?.reason ?? 'is not what it asks for'}`);
}
