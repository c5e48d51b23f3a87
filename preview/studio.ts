import { readFileSync } from 'node:fs';
import { type Centre, parseCentre } from '../domain/centre/centre.ts';
import { type Brand, parseBrand } from '../domain/messages/brand.ts';
import { linksFor } from '../domain/messages/links.ts';
import { qrPng } from '../domain/messages/qr/png.ts';
import { EmailRenderer, type RenderedEmail } from '../domain/messages/render.ts';
import { overChannel, trackingOf } from '../domain/messages/tracking.ts';
import { readContext } from '../infra/context.ts';
import { compileEmails } from '../infra/emails/compile-emails.ts';
import { settingsFrom } from '../infra/settings.ts';
import type { Template } from '../workflows/templates/define-template.ts';
import { templates } from '../workflows/templates/index.ts';
import { type PersonName, people, type Reader } from './people.ts';

/** One email as one reader gets it. */
export interface Proof {
  readonly template: Template;
  readonly person: PersonName;
  readonly email: RenderedEmail;
}

/** When everything is sent, so that the same sources give the same proofs. */
const sentAt = new Date('2026-11-23T14:00:00Z');

const somebody = 'per_abcdefghijklmnopqrstuvwx';
const key = 'a key that signs the links of previews only';
const address = 'ada@example.com';
const publicUrl = 'https://go.preview.example';

const story = [
  { at: '2026-11-16T09:00:00Z', what: 'Offer Claimed (offer: oil-change)' },
  { at: '2026-11-24T14:00:00Z', what: 'Appointment Completed (amount: 47.2)' },
];

/** Renders the templates as they are in the sources for readers of every kind. */
export class Studio {
  readonly brand: Brand;
  readonly #renderer: EmailRenderer;

  private constructor(brand: Brand, renderer: EmailRenderer) {
    this.brand = brand;
    this.#renderer = renderer;
  }

  /** @throws Refusal for sources that do not compile */
  static async open(): Promise<Studio> {
    const { brand: brandFile, centre: centreFile } = settingsFrom(readContext());
    const brand = parseBrand(JSON.parse(readFileSync(brandFile, 'utf8')));
    const centre: Centre = parseCentre(JSON.parse(readFileSync(centreFile, 'utf8')), centreFile);
    const emails = await compileEmails({ templates, brand });
    return new Studio(brand, new EmailRenderer({ brand, services: centre.services, emails }));
  }

  proof(template: Template, person: PersonName): Proof {
    const reader: Reader = people[person];
    const data = reader.sparse ? required(template) : template.sample;
    const links = linksFor(
      somebody,
      { key, publicUrl, bookingId: 'bkg_abcdefghijklmnopqrstuvwx', confirms: address },
      sentAt,
    );
    const run = {
      id: `run_${somebody.slice(4)}_abcdefghijklmnop`,
      person: somebody,
      journey: 'preview',
      version: 'preview',
    };
    const tracking = trackingOf({ run, step: template.id, visit: 0 }, { key, publicUrl, ...this.brand });
    const { traits, phone } = reader;
    const email = this.#renderer.render(template, {
      profile: {
        traits: { ...traits },
        identifiers: { email: [address], ...(phone && { phone: [phone] }) },
      },
      links,
      data: { ...data },
      story,
      tracking: template.kind === 'staff' ? undefined : overChannel('email', tracking),
    });
    return { template, person, email };
  }

  proofs(): readonly Proof[] {
    const names = Object.keys(people) as readonly PersonName[];
    return templates.flatMap((template) => names.map((person) => this.proof(template, person)));
  }
}

/** Of a sample what the template cannot do without. */
const required = ({ data, sample }: Template): object =>
  Object.fromEntries(
    Object.entries(sample).filter(([name]) => !data.shape[name]?.safeParse(undefined).success),
  );

/** The pictures that go with an email, in the HTML itself, where a browser finds them. */
export const withPictures = ({ template, email }: Proof): string => {
  const sample: Readonly<Record<string, unknown>> = template.sample;
  const code = template.qrCode && sample[template.qrCode];
  if (typeof code !== 'string') return email.html;
  const picture = `data:image/png;base64,${Buffer.from(qrPng(code)).toString('base64')}`;
  return email.html.replaceAll(`cid:${template.qrCode}`, picture);
};

/** HTML that looks as it does in one theme, whichever the browser has. */
export const inTheme = (html: string, theme: 'light' | 'dark'): string =>
  html.replaceAll('(prefers-color-scheme: dark)', theme === 'dark' ? 'all' : 'not all');
