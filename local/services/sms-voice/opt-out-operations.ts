import type {
  CreateOptOutListCommandInput,
  DeleteOptedOutNumberCommandInput,
  DescribeOptedOutNumbersCommandInput,
  DescribeOptOutListsCommandInput,
  PutOptedOutNumberCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { type Operation, operation } from '../operation.ts';
import { conflict, notFound, requireMembersValid } from './refusals.ts';
import { nameIn, optedOutKey, type SmsStore } from './sms-store.ts';

/** Lists of numbers to which nothing is sent. */
export function optOutOperations(store: SmsStore, now: () => number): Record<string, Operation> {
  const listArn = (nameOrArn = '') => store.arn('opt-out-list', nameIn(nameOrArn));
  const allow =
    (action: string) =>
    ({ OptOutListName }: { OptOutListName?: string | undefined }) => [
      { action: `sms-voice:${action}`, resource: listArn(OptOutListName) },
    ];
  const list = (nameOrArn: string | undefined): string => {
    const name = nameIn(nameOrArn ?? '');
    if (!store.get('optOutList', name)) throw notFound('opt-out-list', name);
    return name;
  };
  const shown = (name: string, number: string) => {
    const setting = store.get('optedOut', optedOutKey(name, number));
    if (!setting) throw notFound('opted-out-number', number);
    return {
      OptedOutNumber: number,
      OptedOutTimestamp: new Date(setting.at),
      EndUserOptedOut: setting.byEndUser,
    };
  };

  return {
    CreateOptOutList: operation<CreateOptOutListCommandInput>(
      allow('CreateOptOutList'),
      ({ OptOutListName: name = '' }) => {
        requireMembersValid({
          OptOutListName: !/^[\w-]{1,64}$/.test(name) && 'Letters, digits, _ and -, 1 to 64 of them.',
        });
        if (store.get('optOutList', name))
          throw conflict(
            'RESOURCE_ALREADY_EXISTS',
            `The opt-out list "${name}" exists.`,
            'opt-out-list',
            name,
          );
        store.put('optOutList', name, { createdAt: now() });
        return { OptOutListArn: listArn(name), OptOutListName: name, CreatedTimestamp: new Date(now()) };
      },
    ),
    DescribeOptOutLists: operation<DescribeOptOutListsCommandInput>(
      () => [{ action: 'sms-voice:DescribeOptOutLists', resource: '*' }],
      ({ OptOutListNames }) => ({
        OptOutLists: store
          .list('optOutList')
          .filter(({ name }) => !OptOutListNames || OptOutListNames.map(nameIn).includes(name))
          .map(({ name, createdAt }) => ({
            OptOutListArn: listArn(name),
            OptOutListName: name,
            CreatedTimestamp: new Date(createdAt),
          })),
      }),
    ),
    PutOptedOutNumber: operation<PutOptedOutNumberCommandInput>(
      allow('PutOptedOutNumber'),
      ({ OptOutListName, OptedOutNumber: number = '' }) => {
        requireMembersValid({
          OptedOutNumber: !/^\+?[1-9][0-9]{1,18}$/.test(number) && `"${number}" is not a phone number.`,
        });
        const name = list(OptOutListName);
        if (!store.isOptedOut(name, number))
          store.put('optedOut', optedOutKey(name, number), { at: now(), byEndUser: false });
        return { OptOutListArn: listArn(name), OptOutListName: name, ...shown(name, number) };
      },
    ),
    DeleteOptedOutNumber: operation<DeleteOptedOutNumberCommandInput>(
      allow('DeleteOptedOutNumber'),
      ({ OptOutListName, OptedOutNumber: number = '' }) => {
        const name = list(OptOutListName);
        const gone = shown(name, number);
        store.delete('optedOut', optedOutKey(name, number));
        return { OptOutListArn: listArn(name), OptOutListName: name, ...gone };
      },
    ),
    DescribeOptedOutNumbers: operation<DescribeOptedOutNumbersCommandInput>(
      allow('DescribeOptedOutNumbers'),
      ({ OptOutListName, OptedOutNumbers }) => {
        const name = list(OptOutListName);
        const prefix = optedOutKey(name, '');
        const all = store.list('optedOut').filter((each) => each.name.startsWith(prefix));
        const numbers = OptedOutNumbers ?? all.map((each) => each.name.slice(prefix.length));
        return {
          OptOutListArn: listArn(name),
          OptOutListName: name,
          OptedOutNumbers: numbers.map((number) => shown(name, number)),
        };
      },
    ),
  };
}
