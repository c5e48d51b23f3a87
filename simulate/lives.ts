import { Client, careful, type Habits } from './client.ts';
import { Correspondent } from './correspondence/correspondent.ts';
import { liveUnheard, lostMailboxes } from './correspondence/lost-mailbox.ts';
import { campaigns } from './correspondence/marketer.ts';
import { answerConversations } from './correspondence/staff.ts';
import { Customer } from './customer.ts';
import { Dice } from './dice.ts';
import type { Journal } from './journal.ts';
import { monday } from './season.ts';
import type { World } from './world.ts';

const hour = 3_600_000;

const addressOf = (index: number): string => `customer-${index}@example.com`;

const addressesOf = (index: number) => ({
  phone: `+1603555${String(index).padStart(4, '0')}`,
  page: String(7_300_000_000_000_000 + index),
});

interface Population {
  readonly seed: number;
  /** Customers, beside whom there are a friend for each, staff, a marketer, and one whom no mail reaches. */
  readonly people: number;
}

/**
 * Begins everybody's lives: each customer has two, one of the offer and one of all that is written beside it. Each
 * resolves when it is over, which needs the world's clock to move.
 */
export function livesOf(
  world: World,
  { seed, people }: Population,
  journal: Journal,
): readonly Promise<void>[] {
  const others = (nth: number, name: string, habits?: Habits) =>
    new Client(world, new Dice(seed * 1_009 + 500_000 + nth), name, journal, habits);
  const customers = Array.from({ length: people }, (_, index) => {
    const dice = new Dice(seed * 1_009 + index);
    const client = new Client(world, dice, addressOf(index), journal);
    const friends = [addressOf((index + 1) % people), `friend-of-${index}@example.com`];
    // Some arrive together.
    const at = monday + dice.below(3) * hour;
    return client.live(at, () => new Customer(client, friends).live());
  });
  const correspondents = Array.from({ length: people }, (_, index) => {
    const client = others(index, addressOf(index));
    const at = monday + client.dice.below(48) * hour;
    return client.live(at, () => new Correspondent(client, addressesOf(index)).live());
  });
  const [unheard, staff, marketer] = [
    others(people, `${lostMailboxes[seed % lostMailboxes.length]}+${seed}@simulator.amazonses.com`),
    others(people + 1, 'staff', careful),
    others(people + 2, 'marketer', careful),
  ];
  return [
    ...customers,
    ...correspondents,
    unheard.live(monday, () => liveUnheard(unheard)),
    staff.live(monday, () => answerConversations(staff)),
    // At any hour, so that some of it has to wait for the morning.
    marketer.live(monday + (48 + marketer.dice.below(96)) * hour, () => campaigns(marketer, seed)),
  ];
}
