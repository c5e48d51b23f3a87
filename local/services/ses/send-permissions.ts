import type { Destination } from '@aws-sdk/client-sesv2';
import type { Permission, ServiceContext } from '../../service.ts';
import { identityFor } from './identity.ts';
import type { SesStore } from './ses-store.ts';

/** On the sending identity and on the configuration set, with the conditions that AWS offers. */
export function sendPermissions(
  action: string,
  input: { FromEmailAddress?: string | undefined; ConfigurationSetName?: string | undefined },
  destinations: readonly (Destination | undefined)[],
  store: SesStore,
  context: ServiceContext,
): readonly Permission[] {
  const { FromEmailAddress = '', ConfigurationSetName } = input;
  const [, name, address = FromEmailAddress] = /^\s*(.*?)\s*<([^<>]*)>\s*$/.exec(FromEmailAddress) ?? [];
  const recipients = destinations.flatMap((each) => [
    ...(each?.ToAddresses ?? []),
    ...(each?.CcAddresses ?? []),
    ...(each?.BccAddresses ?? []),
  ]);
  const conditions = {
    'ses:ApiVersion': '2',
    'ses:FromAddress': address,
    'ses:Recipients': recipients,
    ...(name && { 'ses:FromDisplayName': name }),
  };
  const arn = (resource: string) => `arn:aws:ses:${context.region}:${context.accountId}:${resource}`;
  const resources = [`identity/${identityFor(address, store) ?? address}`];
  if (ConfigurationSetName) resources.push(`configuration-set/${ConfigurationSetName}`);
  return resources.map((resource) => ({ action: `ses:${action}`, resource: arn(resource), conditions }));
}
