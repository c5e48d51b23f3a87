import { beforeEach, expect, it } from 'vitest';
import { MessageCapture } from '../../../local/capture.ts';
import { ControlProblem } from '../../../local/control/problem.ts';
import { changeSes } from '../../../local/control/ses-account.ts';
import { ses } from '../../../local/services/ses/ses.ts';
import { ServicesRig } from '../services-rig.ts';

let rig: ServicesRig;

beforeEach(async () => {
  rig = new ServicesRig();
  rig.add(ses(rig.context, new MessageCapture(rig.store)));
  await rig.call('sesv2', 'CreateEmailIdentity', { EmailIdentity: 'centre.example' });
});

it('sets the quotas and the state of identities', async () => {
  changeSes(rig.services, { maxSendRate: 14, identities: { 'centre.example': 'PENDING' } });
  expect(await rig.call('sesv2', 'GetAccount')).toMatchObject({
    SendQuota: { MaxSendRate: 14, Max24HourSend: -1 },
  });
  expect(await rig.call('sesv2', 'GetEmailIdentity', { EmailIdentity: 'centre.example' })).toMatchObject({
    VerificationStatus: 'PENDING',
  });
});

it.each([
  [{ maxSendRate: 0 }, /^maxSendRate: .*give \{maxSendRate\?, max24HourSend\?, identities\?\}$/],
  [{ identities: { 'centre.example': 'DONE' } }, /^identities\.centre\.example: must be one of PENDING, /],
  [
    { identities: { 'none.example': 'SUCCESS' } },
    /^identities: Email identity <none\.example> does not exist\.$/,
  ],
])('says what is wrong with %j', (input, message) => {
  expect(() => changeSes(rig.services, input)).toThrow(ControlProblem);
  expect(() => changeSes(rig.services, input)).toThrow(message);
});
