import { type Service, serviceOf } from '../../centre/centre.ts';
import { plain } from '../text/plain.ts';
import { saysMore } from '../text/says-more.ts';
import { agrees, asksToBook, refuses } from '../text/signals.ts';
import { datesMeant, minutesMeant, momentsOf, whenIn } from '../text/when.ts';
import type { Heard, Rule } from './rule.ts';

/** The service that a text names, if it is just one. */
function named({ said, centre }: Heard): Service | undefined {
  const found = centre.services.filter(({ name }) => said.includes(plain(name)));
  return found.length === 1 ? found[0] : undefined;
}

/** The first moment that they name, whether or not it is free; a day's beginning where they name no time. */
function wish({ said, timezone, now }: Heard): number | undefined {
  const when = whenIn(said);
  const dates = datesMeant(when, now, timezone);
  const minutes = when.times.length > 0 ? minutesMeant(when) : [(when.part?.[0] ?? 0) * 60];
  const moments = momentsOf(dates, minutes, timezone).filter((at) => at >= now.getTime());
  return moments.length > 0 ? Math.min(...moments) : undefined;
}

const namesTime = (said: string): boolean => {
  const { days, times } = whenIn(said);
  return days.length + times.length > 0;
};

const aboutBooking = (said: string): boolean => asksToBook(said) || namesTime(said);

/**
 * "I'd like to book", or a yes or a time and nothing more in answer to an offer: times are offered. The service is the one that they
 * name, else the one that they have an offer for, else the one that they were written about.
 */
export const askedToBook: Rule = (heard) => {
  const { message, said, about, centre, isReply } = heard;
  if (refuses(said)) return undefined;
  const offered = about.offer === undefined ? undefined : serviceOf(centre, about.offer);
  const more = saysMore(message.text, aboutBooking);
  const takesUp = offered !== undefined && isReply && !more && (agrees(said) || namesTime(said));
  if (!asksToBook(said) && !takesUp) return undefined;
  const service = named(heard) ?? offered ?? serviceOf(centre, about.service ?? '');
  const from = wish(heard);
  return (
    service && {
      kind: 'asked-to-book',
      service,
      ...(from !== undefined && { from }),
      more,
    }
  );
};
