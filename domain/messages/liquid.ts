import { Liquid } from 'liquidjs';
import { linkTag } from './link-tag.ts';
import { isTimeZone, localDate, localTime } from './local-time.ts';

/** The first of the zones that is one: the appointment's, else the profile's, else the business's. */
const firstZone = (...zones: readonly unknown[]): string => zones.find(isTimeZone) ?? 'UTC';

const instant = (value: unknown): number => {
  const at = typeof value === 'string' || typeof value === 'number' ? new Date(value).getTime() : Number.NaN;
  if (Number.isNaN(at)) throw new Error(`${JSON.stringify(value)} is no moment; give an ISO 8601 one`);
  return at;
};

interface FilterThis {
  readonly context: { readonly environments: object };
}

/** What filters see of a message's variables. */
interface Variables {
  readonly person?: { readonly timezone?: unknown };
  readonly brand?: { readonly timezone?: unknown };
  /** BCP 47, in which the message is written; English without one. */
  readonly lang?: string;
  readonly services?: Readonly<Record<string, string>>;
}

const variablesOf = ({ context }: FilterThis): Variables => context.environments;

/** A moment told in the zone of the argument, else the person's, else the brand's. */
const moment = (format: (at: number, zone: string, lang?: string) => string) =>
  function (this: FilterThis, value: unknown, zone?: unknown): string {
    const { person, brand, lang } = variablesOf(this);
    return format(instant(value), firstZone(zone, person?.timezone, brand?.timezone), lang);
  };

/** A service's name by its id; of a service that is not the centre's own, what it is called by is all that is known. */
function serviceName(this: FilterThis, id: unknown): unknown {
  return variablesOf(this).services?.[String(id)] ?? id;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

const textLines = (value: unknown): string => String(value ?? '');

/** Text of several lines, which HTML would run together. */
const htmlLines = (value: unknown): string =>
  textLines(value)
    .replace(/[&<>"']/g, (character) => entities[character] ?? '')
    .replace(/\r?\n/g, '<br>\n');

/**
 * What one text may make while it is rendered, as LiquidJS counts it (characters and list items): a hundred long letters. A few
 * characters of a marketer's can ask for billions, as `(1..9999999999)` and `replace` after `replace` do.
 */
const memoryLimit = 2_000_000;

/**
 * A template engine that fails on what it does not know instead of leaving a hole in a message: unknown variables and
 * filters are errors (`if` and `default` may ask for what may be missing). It has no file system to read from.
 */
function engine(outputEscape?: 'escape'): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    templates: {},
    outputEscape,
    memoryLimit,
  });
  liquid.registerFilter('local_time', moment(localTime));
  liquid.registerFilter('date', moment(localDate));
  liquid.registerFilter('service_name', serviceName);
  liquid.registerFilter('lines', { raw: true, handler: outputEscape ? htmlLines : textLines });
  liquid.registerTag('link', linkTag(outputEscape === 'escape'));
  return liquid;
}

/** For HTML: whatever a variable holds is escaped. */
export const htmlEngine = engine('escape');

/** For subjects and plain text. */
export const textEngine = engine();
