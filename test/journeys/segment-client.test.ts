import { Analytics } from '@segment/analytics-node';
import { afterEach, describe, expect, it } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { openApp } from '../support/app.ts';
import { monday } from './centre.ts';

const ada = 'ada@example.com';

describe("Segment's official Node client", () => {
  let cloud: Cloud | undefined;
  afterEach(() => cloud?.close());

  it.each([false, true])(
    'drives the story with only its host set (bundles over the wire: %s)',
    async (wire) => {
      cloud = await openApp({ frozenAt: monday, port: 0, awsPort: 0, wire });
      const client = (writeKey: string) => new Analytics({ writeKey, host: cloud?.publicOrigin ?? '' });
      const [site, till] = [client('wk_local'), client('sk_local')];
      const who = { anonymousId: 'browser', context: { traits: { email: ada } } };
      const properties = { channel: 'email', topic: 'offers', wording: 'Offers by email', source: 'pop-up' };

      site.identify({ anonymousId: 'browser', traits: { email: ada, firstName: 'Ada' } });
      site.track({ ...who, event: 'Consent Given', properties });
      site.track({ ...who, event: 'Offer Claimed', properties: { offer: 'oil-change' } });
      await site.closeAndFlush();
      await cloud.settle();
      await cloud.advance('P1D');
      const startsAt = new Date(cloud.now() + 5 * 86_400_000).toISOString();
      till.track({
        ...who,
        event: 'Appointment Booked',
        properties: { bookingId: 'b', service: 'oil-change', startsAt, timezone: 'America/New_York' },
      });
      await till.closeAndFlush();
      await cloud.settle();
      await cloud.advance('P10D');

      expect(cloud.messages({ to: ada }).map(({ step, at }) => [step, Date.parse(at) - monday])).toEqual([
        ['send-offer', 0],
        ['send-confirmation', 86_400_000],
        ['send-reminder', 5 * 86_400_000],
      ]);
    },
  );
});
