import brandJson from '#brand' with { type: 'json' };
import centreJson from '#centre' with { type: 'json' };
import { parseCentre } from '../../../domain/centre/centre.ts';
import type { Message } from '../../../domain/channels/channel.ts';
import { parseBrand } from '../../../domain/messages/brand.ts';
import type { Tracking } from '../../../domain/messages/tracking.ts';
import { newProfile } from '../../../domain/people/fold.ts';
import type { Profile } from '../../../domain/people/profile.ts';
import type { Template } from '../../../workflows/templates/define-template.ts';
import { serviceStatus } from '../../../workflows/templates/service-status/service-status.ts';

const person = 'per_abcdefghijklmnopqrstuvwx';
const now = new Date('2026-11-16T09:00:00Z');

export const business = { brand: parseBrand(brandJson), centre: parseCentre(centreJson) };

/** The news that a car is ready, to Ada's phone, unless told. */
export function aMessage(
  over: { template?: Partial<Template>; profile?: Partial<Profile>; tracking?: Tracking } = {},
): Message {
  const run = { id: 'run_abcdefghijklmnopqrstuvwx_abcdefghijklmnop', person, journey: 'j', version: 'v' };
  return {
    template: { ...serviceStatus, ...over.template } as Template,
    task: { run, step: 'tell', visit: 3, data: serviceStatus.sample },
    run: { entry: { id: 'evt_1', seq: 1, name: 'Service Status Changed', at: '', properties: {} } },
    profile: { ...newProfile(person, now.toISOString()), traits: { firstName: 'Ada' }, ...over.profile },
    to: '+14155550123',
    links: { booking: '', unsubscribe: '', preferences: 'https://on.example/preferences?t=x', refer: '' },
    tracking: over.tracking,
    now,
  };
}

/** An error as the SDK has it. */
export const sdkError = (name: string, status?: number, more: object = {}): Error =>
  Object.assign(new Error('as AWS words it'), { name, $metadata: { httpStatusCode: status }, ...more });
