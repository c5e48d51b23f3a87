import { AwsError } from '../../aws-error.ts';
import { domainOf } from './address.ts';
import type { SesStore } from './ses-store.ts';

/** The identity that lets an address send: itself, its domain, or a domain above. Undefined when there is none. */
export function identityFor(address: string, store: SesStore): string | undefined {
  const labels = domainOf(address).split('.');
  const domains = labels.map((_, index) => labels.slice(index).join('.'));
  return [address, ...domains].find((name) => store.get('identity', name) !== undefined);
}

/** Throws `MessageRejected` unless the address may send. */
export function requireIdentity(address: string, store: SesStore, region: string): void {
  if (identityFor(address, store) === undefined)
    throw new AwsError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${region.toUpperCase()}: ${address}`,
    );
}
