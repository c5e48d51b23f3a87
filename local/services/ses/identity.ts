import { domainOf } from './address.ts';
import type { SesStore } from './ses-store.ts';

/** The identities that would let an address send: itself, its domain, and the domains above, as far as there are any. */
const identitiesOf = (address: string, store: SesStore) => {
  const labels = domainOf(address).split('.');
  const domains = labels.map((_, index) => labels.slice(index).join('.'));
  return [address, ...domains].flatMap((name) => {
    const identity = store.get('identity', name);
    return identity ? [{ name, identity }] : [];
  });
};

/** The identity that an address sends with: the first that is verified, else the first. Undefined when there is none. */
export function identityFor(address: string, store: SesStore): string | undefined {
  const all = identitiesOf(address, store);
  return (all.find(({ identity }) => (identity.status ?? 'SUCCESS') === 'SUCCESS') ?? all[0])?.name;
}

export function isVerified(address: string, store: SesStore): boolean {
  const name = identityFor(address, store);
  return name !== undefined && (store.get('identity', name)?.status ?? 'SUCCESS') === 'SUCCESS';
}
