import type { Caller, Permission } from '../service.ts';
import type { ValuesOf } from './conditions.ts';
import { listOf } from './policy.ts';

/** Where and when a call is made. */
export interface Surroundings {
  readonly accountId: string;
  readonly region: string;
  /** Milliseconds since 1970, by the cloud's clock. */
  now(): number;
}

type Key = (caller: Caller, surroundings: Surroundings) => string | undefined;

/** Keys of every call, in lower case, as the IAM user guide's "global condition context keys" defines them. */
const global: Readonly<Record<string, Key>> = {
  'aws:currenttime': (_caller, surroundings) => new Date(surroundings.now()).toISOString(),
  'aws:epochtime': (_caller, surroundings) => String(Math.floor(surroundings.now() / 1_000)),
  'aws:principalaccount': (caller, surroundings) => (caller.service ? undefined : surroundings.accountId),
  'aws:principalarn': (caller, surroundings) =>
    caller.service ? undefined : (caller.roleArn ?? `arn:aws:iam::${surroundings.accountId}:root`),
  'aws:principalisawsservice': (caller) => String(caller.service !== undefined),
  'aws:principalservicename': (caller) => caller.service?.principal,
  'aws:principaltype': (caller) =>
    caller.service ? undefined : caller.roleArn === undefined ? 'Account' : 'AssumedRole',
  'aws:requestedregion': (_caller, surroundings) => surroundings.region,
  'aws:resourceaccount': (_caller, surroundings) => surroundings.accountId,
  // Calls reach the local cloud over the machine itself, which counts as secure transport.
  'aws:securetransport': () => 'true',
  'aws:sourceaccount': (caller, surroundings) => (caller.service ? surroundings.accountId : undefined),
  'aws:sourcearn': (caller) => caller.service?.sourceArn,
  'aws:viaawsservice': () => 'false',
};

/** Keys that the services here offer with the calls that have them. */
const ofServices = new Set([
  'dynamodb:leadingkeys',
  'iam:passedtoservice',
  'ses:apiversion',
  'ses:fromaddress',
  'ses:fromdisplayname',
  'ses:recipients',
  'sns:endpoint',
  'sns:protocol',
]);

/** Whether some call can offer a key; a policy that asks for another would mean something else here than on AWS. */
export const isKnownKey = (key: string): boolean =>
  key.toLowerCase() in global || ofServices.has(key.toLowerCase());

/** A call's values of condition keys, whose names IAM compares without regard to case. */
export const valuesOf =
  (caller: Caller, permission: Permission, surroundings: Surroundings): ValuesOf =>
  (key) => {
    const lower = key.toLowerCase();
    const known = global[lower];
    if (known) {
      const value = known(caller, surroundings);
      return value === undefined ? undefined : [value];
    }
    const { conditions = {} } = permission;
    const found = Object.keys(conditions).find((each) => each.toLowerCase() === lower);
    return found === undefined ? undefined : listOf<string>(conditions[found]);
  };
