import type {
  DescribePhoneNumbersCommandInput,
  ReleasePhoneNumberCommandInput,
  RequestPhoneNumberCommandInput,
  UpdatePhoneNumberCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { ServiceContext } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import { uuid } from '../unique-id.ts';
import { originationArn, requireOrigination } from './origination.ts';
import { notFound, requireMembersValid } from './refusals.ts';
import { DEFAULT_LIST, nameIn, type PhoneNumber, type SmsStore } from './sms-store.ts';

/** The numbers that texts are sent from and come to. */
export function phoneNumberOperations(
  store: SmsStore,
  { clock, random }: ServiceContext,
): Record<string, Operation> {
  const allow =
    (action: string) =>
    ({ PhoneNumberId }: { PhoneNumberId?: string | undefined }) => [
      { action: `sms-voice:${action}`, resource: originationArn(PhoneNumberId ?? '', store) },
    ];
  const shown = (id: string, number: PhoneNumber) => ({
    PhoneNumberArn: store.arn('phone-number', id),
    PhoneNumberId: id,
    PhoneNumber: number.phoneNumber,
    Status: 'ACTIVE',
    IsoCountryCode: number.country,
    MessageType: number.messageType,
    NumberCapabilities: ['SMS'],
    NumberType: number.numberType,
    MonthlyLeasingPrice: '0.00',
    TwoWayEnabled: number.twoWayTopic !== undefined,
    ...(number.twoWayTopic !== undefined && { TwoWayChannelArn: number.twoWayTopic }),
    SelfManagedOptOutsEnabled: number.selfManagedOptOuts ?? false,
    OptOutListName: number.optOutList,
    DeletionProtectionEnabled: false,
    CreatedTimestamp: new Date(number.createdAt),
  });
  const listNamed = (nameOrArn = DEFAULT_LIST): string => {
    const name = nameIn(nameOrArn);
    if (!store.get('optOutList', name)) throw notFound('opt-out-list', name);
    return name;
  };

  return {
    RequestPhoneNumber: operation<RequestPhoneNumberCommandInput>(
      () => [{ action: 'sms-voice:RequestPhoneNumber', resource: '*' }],
      ({ IsoCountryCode = '', MessageType = 'TRANSACTIONAL', NumberType = 'SIMULATOR', OptOutListName }) => {
        requireMembersValid({
          IsoCountryCode: IsoCountryCode !== 'US' && 'The local cloud has numbers of the US only.',
        });
        const id = `phone-${uuid(random).replaceAll('-', '')}`;
        const number: PhoneNumber = {
          // 555-0100 to 0199 of each area code are nobody's.
          phoneNumber: `+1206555${String(100 + (store.list('phoneNumber').length % 100)).padStart(4, '0')}`,
          country: IsoCountryCode,
          messageType: MessageType,
          numberType: NumberType,
          createdAt: clock.now(),
          optOutList: listNamed(OptOutListName),
        };
        store.put('phoneNumber', id, number);
        return shown(id, number);
      },
    ),
    DescribePhoneNumbers: operation<DescribePhoneNumbersCommandInput>(
      () => [{ action: 'sms-voice:DescribePhoneNumbers', resource: '*' }],
      ({ PhoneNumberIds }) => {
        const numbers = PhoneNumberIds
          ? PhoneNumberIds.map((id) => requireOrigination(id, store))
          : store.list('phoneNumber');
        return { PhoneNumbers: numbers.map(({ name, ...number }) => shown(name, number)) };
      },
    ),
    UpdatePhoneNumber: operation<UpdatePhoneNumberCommandInput>(allow('UpdatePhoneNumber'), (input) => {
      const { name, twoWayTopic, ...former } = requireOrigination(input.PhoneNumberId ?? '', store);
      const { TwoWayEnabled = twoWayTopic !== undefined, TwoWayChannelArn = twoWayTopic } = input;
      requireMembersValid({
        TwoWayChannelArn: TwoWayEnabled && !TwoWayChannelArn && 'Two-way messages need a topic to go to.',
      });
      const { SelfManagedOptOutsEnabled, OptOutListName } = input;
      const number: PhoneNumber = {
        ...former,
        optOutList: listNamed(OptOutListName ?? former.optOutList),
        selfManagedOptOuts: SelfManagedOptOutsEnabled ?? former.selfManagedOptOuts ?? false,
        ...(TwoWayEnabled && TwoWayChannelArn && { twoWayTopic: TwoWayChannelArn }),
      };
      store.put('phoneNumber', name, number);
      return shown(name, number);
    }),
    ReleasePhoneNumber: operation<ReleasePhoneNumberCommandInput>(
      allow('ReleasePhoneNumber'),
      ({ PhoneNumberId }) => {
        const { name, ...number } = requireOrigination(PhoneNumberId ?? '', store);
        store.delete('phoneNumber', name);
        return { ...shown(name, number), Status: 'DELETED' };
      },
    ),
  };
}
