/** Locales tried in turn until one has the zone's own name, as EST or BST, instead of an offset. */
const locales = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-CA', 'en-ZA'];

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `Intl.DateTimeFormat` costs 30 µs to make and is kept; the zones of one business's customers are few. */
function formatter(
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${JSON.stringify(options)}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formatters.set(key, made);
  return made;
}

const knownZones = new Set<string>();

/** Whether a text names a zone of the IANA database. */
export function isTimeZone(text: unknown): text is string {
  if (typeof text !== 'string' || !/^[A-Za-z]/.test(text)) return false;
  if (knownZones.has(text)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    knownZones.add(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** A zone's own short name at a moment, as EST, else its offset. @param at milliseconds since 1970 */
export function zoneName(at: number, zone: string): string {
  const names = locales.map(
    (locale) =>
      formatter(locale, zone, { timeZoneName: 'short' })
        .formatToParts(at)
        .find(({ type }) => type === 'timeZoneName')?.value ?? zone,
  );
  return names.find((name) => !/^(GMT|UTC)[+-]/.test(name)) ?? names[0] ?? zone;
}

const isEnglish = (lang: string): boolean => /^en\b/i.test(lang);

const wholeDate = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;

/** `Tuesday 24 November 2026` there; in another language as that language has it. @param at milliseconds since 1970 */
export function localDate(at: number, zone: string, lang = 'en'): string {
  if (!isEnglish(lang)) return formatter(lang, zone, wholeDate).format(at);
  const parts = formatter('en-US', zone, wholeDate).formatToParts(at);
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value;
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
}

/** `9:00 am` there. @param at milliseconds since 1970 */
export function clockTime(at: number, zone: string): string {
  const parts = formatter('en-US', zone, { hour: 'numeric', minute: '2-digit', hour12: true }).formatToParts(
    at,
  );
  const part = (wanted: string) => parts.find(({ type }) => type === wanted)?.value;
  return `${part('hour')}:${part('minute')} ${part('dayPeriod')?.toLowerCase()}`;
}

/**
 * `Tuesday 24 November 2026, 9:00 am EST` there; in German `Dienstag, 24. November 2026 um 9:00 EST`.
 * @param at milliseconds since 1970
 */
export const localTime = (at: number, zone: string, lang = 'en'): string =>
  isEnglish(lang)
    ? `${localDate(at, zone)}, ${clockTime(at, zone)} ${zoneName(at, zone)}`
    : `${formatter(lang, zone, { ...wholeDate, hour: 'numeric', minute: '2-digit' }).format(at)} ${zoneName(at, zone)}`;
