import { Liquid } from 'liquidjs';
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

/** The zone that a template's variables fall back to: the person's, else the brand's. */
function zonesOf(filter: FilterThis): readonly unknown[] {
  const { person, brand } = filter.context.environments as {
    readonly person?: { readonly timezone?: unknown };
    readonly brand?: { readonly timezone?: unknown };
  };
  return [person?.timezone, brand?.timezone];
}

const moment = (format: (at: number, zone: string) => string) =>
  function (this: FilterThis, value: unknown, zone?: unknown): string {
    return format(instant(value), firstZone(zone, ...zonesOf(this)));
  };

/** A service's name by its id; of a service that is not the centre's own, what it is called by is all that is known. */
function serviceName(this: FilterThis, id: unknown): unknown {
  const { services } = this.context.environments as { readonly services?: Readonly<Record<string, string>> };
  return services?.[String(id)] ?? id;
}

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
  });
  liquid.registerFilter('local_time', moment(localTime));
  liquid.registerFilter('date', moment(localDate));
  liquid.registerFilter('service_name', serviceName);
  return liquid;
}

/** For HTML: whatever a variable holds is escaped. */
export const htmlEngine = engine('escape');

/** For subjects and plain text. */
export const textEngine = engine();
