import type { Outlook, Waiting } from '../../domain/campaigns/outlook.ts';
import { whyPassedOver } from '../../domain/campaigns/why-passed-over.ts';
import { localTime } from '../../domain/messages/local-time.ts';

/** How many zones a warning names. */
const mostNamed = 3;

const whyDropped: Readonly<Record<string, string>> = {
  capped: 'people had as many as caps allow, and the next place comes too late',
  'quiet-hours': 'quiet hours end when it is not worth sending any more',
  paused: 'people asked for a pause that ends too late',
  expired: 'it is not worth sending any more by then',
};

const peopleIn = (waits: readonly Waiting[]): number => waits.reduce((sum, { people }) => sum + people, 0);

/** `28 in America/New_York from Tuesday 24 November 2026, 7:00 am EST`, for the zones with most people. */
function byZone(waits: readonly Waiting[]): string {
  const named = waits.slice(0, mostNamed);
  const others = peopleIn(waits.slice(mostNamed));
  return [
    ...named.map(({ people, zone, from }) => `${people} in ${zone} until ${localTime(from, zone)}`),
    ...(others > 0 ? [`${others} in other zones`] : []),
  ].join('; ');
}

/** What a marketer ought to know of what holds a campaign's messages, or stops them. */
export function outlookWarnings({ atOnce, waits, dropped }: Outlook): readonly string[] {
  const left = Object.entries(dropped).filter(([, count]) => count > 0);
  const lost = left.reduce((sum, [, count]) => sum + count, 0);
  const all = atOnce + peopleIn(waits) + lost;
  const share = (count: number): string => (count === all ? `all ${all}` : `${count} of ${all}`);
  const held = (reason: Waiting['reason'], what: string): readonly string[] => {
    const those = waits.filter((each) => each.reason === reason && each.people > 0);
    return those.length === 0 ? [] : [`${what} ${share(peopleIn(those))} messages: ${byZone(those)}.`];
  };
  const quiet = peopleIn(waits.filter(({ reason }) => reason === 'quiet-hours'));
  return [
    ...held('quiet-hours', 'Quiet hours hold').map((said) =>
      quiet > all / 2 ? `${said} At another time they would go at once.` : said,
    ),
    ...held('capped', 'Caps hold'),
    ...held('paused', 'Pauses that people asked for hold'),
    ...(lost > 0
      ? [
          `Of ${all} messages ${lost} would not be sent at all: ${left.map(([reason, count]) => `${count} since ${whyDropped[reason] ?? whyPassedOver(reason)}`).join('; ')}.`,
        ]
      : []),
  ];
}
