import { AwsError } from '../../aws-error.ts';
import type { Permission } from '../../service.ts';
import { type Operation, operation } from '../operation.ts';
import type { SesKind, SesStore } from './ses-store.ts';

/** An input with a member that names the setting. */
export type Named<M extends string> = { readonly [name in M]?: string | undefined };

/** What creating, reading, deleting and listing settings of one kind have in common. */
export function settingOperations<K extends SesKind>(
  store: SesStore,
  kind: K,
  words: { readonly kind: string; readonly resource: (name: string) => string },
) {
  type Setting = NonNullable<ReturnType<typeof store.get<K>>>;
  const allow =
    <I>(action: string, name: (input: I) => string) =>
    (input: I): readonly Permission[] => [{ action: `ses:${action}`, resource: words.resource(name(input)) }];
  const absent = (name: string) =>
    new AwsError('NotFoundException', `${words.kind} <${name}> does not exist.`, 404);
  return {
    allow,
    find(name: string): Setting {
      const found = store.get(kind, name);
      if (!found) throw absent(name);
      return found;
    },
    create(name: string, setting: Setting): void {
      if (name === '') throw new AwsError('BadRequestException', `${words.kind}: a name must be specified.`);
      if (store.get(kind, name))
        throw new AwsError('AlreadyExistsException', `${words.kind} <${name}> already exists.`);
      store.put(kind, name, setting);
    },
    deletes<I>(action: string, name: (input: I) => string): Operation {
      return operation<I>(allow(action, name), (input) => {
        if (!store.delete(kind, name(input))) throw absent(name(input));
        return {};
      });
    },
    /** In pages of `PageSize`, 100 unless told; of those that `asked` lets through. */
    lists<I extends object>(
      action: string,
      shown: (items: (Setting & { readonly name: string })[]) => object,
      asked: (item: Setting, input: I) => boolean = () => true,
    ): Operation {
      return operation<I & { readonly PageSize?: number; readonly NextToken?: string }>(
        () => [{ action: `ses:${action}`, resource: '*' }],
        (input) => {
          const { PageSize = 100, NextToken = '' } = input;
          if (PageSize < 1 || PageSize > 1000)
            throw new AwsError('BadRequestException', `PageSize ${PageSize}: must be between 1 and 1000.`);
          const rest = store.list(kind).filter((item) => item.name > NextToken && asked(item, input));
          const page = rest.slice(0, PageSize);
          return { ...shown(page), ...(page.length < rest.length && { NextToken: page.at(-1)?.name }) };
        },
      );
    },
  };
}
