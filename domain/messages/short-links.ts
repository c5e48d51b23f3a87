import { randomText } from '../ids.ts';
import { personLinkKey, shortLinkKey } from '../records.ts';
import type { Item, Table } from '../table.ts';
import { withAddresses } from './tracked-text.ts';
import { isTold, type Tracking, tracked } from './tracking.ts';

/** A short address of ours for a long one. */
export interface ShortLink {
  readonly code: string;
  readonly to: string;
}

/** 80 bits: among a million links nobody finds one by trying. */
const codeBits = 80;

/** How long a short link leads on, in seconds: as long as the longest-lived of the links that end. */
const validFor = 365 * 86_400;

/**
 * A text whose links to our hosts are short ones, with what each stands for: the token that says of which message a link
 * is would make two texts of one. They lead nowhere before `ShortLinks.keep`.
 */
export function shortened(
  text: string,
  tracking: Tracking | undefined,
): { readonly text: string; readonly links: readonly ShortLink[] } {
  if (!tracking) return { text, links: [] };
  const links: ShortLink[] = [];
  const short = withAddresses(text, (address) => {
    if (!isTold(address, tracking)) return address;
    const code = randomText(codeBits);
    links.push({ code, to: tracked(address, tracking) });
    return `${tracking.pages}/l/${code}`;
  });
  return { text: short, links };
}

/** Where short links lead. A person's are listed with the person, so that they go with them. */
export class ShortLinks {
  readonly #table: Pick<Table, 'get' | 'transact'>;

  constructor(table: Pick<Table, 'get' | 'transact'>) {
    this.#table = table;
  }

  async keep(person: string, links: readonly ShortLink[], now: Date): Promise<void> {
    if (links.length === 0) return;
    const expires = Math.floor(now.getTime() / 1000) + validFor;
    await this.#table.transact(
      links.flatMap(({ code, to }) => [
        { put: { ...shortLinkKey(code), to, expires } },
        { put: { ...personLinkKey(person, code), expires } },
      ]),
    );
  }

  /** Where a code leads; undefined for one that nobody was sent, or that has ended. */
  async find(code: string, now: Date): Promise<string | undefined> {
    const found = await this.#table.get<Item & { to: string; expires: number }>(shortLinkKey(code));
    return found && found.expires * 1000 > now.getTime() ? found.to : undefined;
  }
}
