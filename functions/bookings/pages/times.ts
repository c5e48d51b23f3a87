import { dateAt, instantThere, type Slot, weekOf } from '../../../domain/bookings/slots.ts';
import type { Centre } from '../../../domain/centre/centre.ts';
import { clockTime, localDate, zoneName } from '../../../domain/messages/local-time.ts';
import { html, type Markup } from '../../shared/pages/markup.ts';
import type { Sheet } from '../calendar-sheet.ts';

export interface TimesShown {
  readonly centre: Pick<Centre, 'timezone'>;
  readonly sheet: Sheet;
  /** The customer's own, if it is another than the centre's. */
  readonly timezone?: string | undefined;
  /** The address of the page with its token and what else it has to carry; `&from=` goes behind it. */
  readonly address: string;
}

/** A zone's IANA name as one reads it: America/New York. */
const spoken = (zone: string): string => zone.replaceAll('_', ' ');

/** A time on the customer's own clock; with its day of the week where that is another. */
function own({ at, date }: Slot, timezone: string): string {
  const there = dateAt(at, timezone);
  const weekday = there === date ? '' : `${localDate(at, timezone).slice(0, 3)} `;
  return `${weekday}${clockTime(at, timezone)} ${zoneName(at, timezone)}`;
}

function choice(slot: Slot, { centre, timezone }: TimesShown, zone: string | undefined): Markup {
  const { at } = slot;
  const time = zone ? `${clockTime(at, centre.timezone)} ${zone}` : clockTime(at, centre.timezone);
  return html`<label><input type="radio" name="startsAt" value="${instantThere(at, centre.timezone)}" required> <span>${time}${timezone && html`<small>${own(slot, timezone)}</small>`}</span></label>
`;
}

/** A day's times. On the day on which the clocks change each time says whose it is. */
function day(slots: readonly Slot[], shown: TimesShown): Markup {
  const { timezone } = shown.centre;
  const first = slots[0]!;
  const zone = zoneName(first.at, timezone);
  const changes = slots.some(({ at }) => zoneName(at, timezone) !== zone);
  return html`<fieldset class="times"><legend>${localDate(first.at, timezone)}${!changes && ` (${zone})`}</legend>
${slots.map((slot) => choice(slot, shown, changes ? zoneName(slot.at, timezone) : undefined))}</fieldset>
`;
}

/** A week's days, folded away unless it is the first; no page needs a script for it. */
function week(slots: readonly Slot[], shown: TimesShown, open: boolean): Markup {
  const days = [...Map.groupBy(slots, ({ date }) => date).values()];
  const first = slots[0]!;
  const monday = Date.parse(`${weekOf(first.date)}T00:00:00Z`);
  return html`<details${open && html` open`}><summary>Week of ${localDate(monday, 'UTC')}</summary>
${days.map((each) => day(each, shown))}</details>
`;
}

const leaf = (address: string, from: string | undefined, text: string): Markup | undefined =>
  from === undefined ? undefined : html`<a href="${address}&amp;from=${from}">${text}</a> `;

/** Radio buttons for every free time, by week and day, and links to earlier and later ones. */
export function times(shown: TimesShown): Markup {
  const { sheet, centre, timezone, address } = shown;
  const weeks = [...Map.groupBy(sheet.slots, ({ date }) => weekOf(date)).values()];
  return html`<p class="muted">Times are by the clock at the centre, ${spoken(centre.timezone)}${timezone && html`; below each is yours, ${spoken(timezone)}`}.</p>
${weeks.length === 0 && html`<p>Nothing is free in these weeks.</p>\n`}${weeks.map((slots, index) => week(slots, shown, index === 0))}<p>${leaf(address, sheet.earlier, 'Earlier times')}${leaf(address, sheet.later, 'Later times')}</p>
`;
}
