import { AwsError } from '../../aws-error.ts';

/** An address as a header writes it: `Name <user@host>`, or bare. */
export interface Mailbox {
  readonly name?: string;
  readonly address: string;
}

/** Reads one address. Throws `BadRequestException` for text that is none. */
export function mailboxOf(text: string): Mailbox {
  const [, name = '', inner = text] = /^\s*(.*?)\s*<([^<>]*)>\s*$/.exec(text) ?? [];
  const address = inner.trim();
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(address)) throw new AwsError('BadRequestException', missing(address));
  const plain = name.replace(/^"(.*)"$/, '$1');
  return plain === '' ? { address } : { name: plain, address };
}

const missing = (address: string) =>
  address.includes('@') ? `Local address contains control or whitespace` : `Missing final '@domain'`;

export const domainOf = (address: string): string =>
  address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** Splits a header's list of addresses at the commas outside quotes. */
export const splitAddresses = (header: string): string[] =>
  (header.match(/("[^"]*"|[^,"])+/g) ?? []).map((each) => each.trim()).filter((each) => each !== '');
