import { hashKey } from '../domain/keys/keys.ts';
import { parameterNames } from './resources.ts';

const localKeys = [
  { id: 'wk', kind: 'write', label: 'write key', value: 'wk_local' },
  { id: 'sk', kind: 'secret', label: 'secret key', value: 'sk_local' },
] as const;

/** Accounts at two ad networks, as docs/retargeting.md describes them. */
const localAdNetworks = {
  meta: {
    access: { accessToken: 'local-meta-token' },
    audiences: { 'oil-change-retargeting': '120210000000000001' },
  },
  google: {
    access: { accessToken: 'local-google-token' },
    customerId: '1234567890',
    audiences: { 'oil-change-retargeting': '9000000001' },
  },
};

/** The pair of the local cloud alone; its public half is what `npm run keys -- vapid --local` shows. */
const localVapidKey = {
  x: 'mXS49nj2Wl6o5k1R39xDNEvHQnNrCRaavgKP7zA6Px4',
  y: '99o_z-Q686H8BrvRYVfFP3_Q3vV6PjIUVdIZ4DIufLg',
  d: 'ZvCsqoY-ZatwCbWDcExFchWXaR_-iXVE_Z4Ri7BlDxk',
};

/** A system of the business that is told of messages, and its page, as docs/channels.md describes them. */
const localChannels = {
  webhook: [
    {
      id: 'crm',
      url: 'https://crm.example/hooks/onward',
      secrets: ['whsec_64ajTh0Fm12KZTLW6X5gqPq3iDPHiJ4URS39DclIXZE='],
    },
  ],
  social: { accessToken: 'local-page-token' },
};

/**
 * What an owner makes by hand after the first deployment (`npm run keys`), told in the template's metadata so that
 * the local cloud can make it by itself. The local values are no secrets and are never used in an account.
 */
export const ownersPart = {
  Parameters: [
    {
      Name: parameterNames.keys,
      Type: 'SecureString',
      LocalValue: JSON.stringify(
        localKeys.map(({ id, kind, value }) => ({ id, kind, hash: hashKey(value) })),
      ),
      Purpose: 'Hashes of the API keys: npm run keys -- create write|secret',
    },
    {
      Name: parameterNames.signingKey,
      Type: 'SecureString',
      LocalValue: 'local-signing-key-that-protects-nothing-outside-of-this-machine',
      Purpose: "Signs the links in customers' messages: npm run keys -- signing-key",
    },
    {
      Name: parameterNames.adNetworks,
      Type: 'SecureString',
      LocalValue: JSON.stringify(localAdNetworks),
      Purpose: 'Accounts at ad networks, if any: docs/retargeting.md',
    },
    {
      Name: parameterNames.vapidKey,
      Type: 'SecureString',
      LocalValue: JSON.stringify(localVapidKey),
      Purpose: 'Key pair for web push, if any: npm run keys -- vapid',
    },
    {
      Name: parameterNames.channelSettings,
      Type: 'SecureString',
      LocalValue: JSON.stringify(localChannels),
      Purpose: 'How channels are connected that need to be, if any: docs/channels.md',
    },
    {
      Name: parameterNames.pageWebhook,
      Type: 'SecureString',
      LocalValue: JSON.stringify({ appSecret: 'local-app-secret', verifyToken: 'local-verify-token' }),
      Purpose: "The app that tells of messages to the business's page, if any: docs/deploy.md",
    },
  ],
  LocalKeys: localKeys.map(({ label, value }) => ({ label, value })),
};
