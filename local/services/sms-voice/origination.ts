import { conflict, notFound } from './refusals.ts';
import { nameIn, type PhoneNumber, type SmsStore } from './sms-store.ts';

type Origination = PhoneNumber & { readonly name: string };

/** The number that an origination identity names by itself, its id or its ARN; without one, any of the account's. */
export function originationFor(identity: string | undefined, store: SmsStore): Origination | undefined {
  const numbers = store.list('phoneNumber');
  if (identity === undefined) return numbers[0];
  const digits = (text: string) => text.replace(/^\+/, '');
  return numbers.find(
    ({ name, phoneNumber }) => name === nameIn(identity) || digits(phoneNumber) === digits(identity),
  );
}

/** @throws AwsError when there is none */
export function requireOrigination(identity: string | undefined, store: SmsStore): Origination {
  const found = originationFor(identity, store);
  if (found) return found;
  if (identity !== undefined) throw notFound('phone-number', identity);
  throw conflict(
    'NO_ORIGINATION_IDENTITIES_FOUND',
    'No origination identities were found in this account.',
    'account',
    '',
  );
}

/** On what sending from it is authorised: the ARN that was given, or that of the number that was meant. */
export function originationArn(identity: string | undefined, store: SmsStore): string {
  if (identity?.startsWith('arn:')) return identity;
  return store.arn('phone-number', originationFor(identity, store)?.name ?? identity ?? '*');
}
