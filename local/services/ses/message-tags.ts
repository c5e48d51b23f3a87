import type { MessageTag } from '@aws-sdk/client-sesv2';
import { AwsError } from '../../aws-error.ts';

const NAME = /^[\w-]{1,256}$/;
const VALUE = /^[\w.@-]{1,256}$/;

/**
 * A message's tags by name: the call's, or else those that a raw message's header `X-SES-MESSAGE-TAGS` writes
 * (`name=value, other=value`). Throws `BadRequestException` for one that SES does not take.
 */
export function tagsOf(given: readonly MessageTag[], header: string | undefined): Record<string, string> {
  const tags = given.length > 0 ? given : written(header);
  for (const { Name = '', Value = '' } of tags)
    if (!NAME.test(Name) || !VALUE.test(Value))
      throw new AwsError(
        'BadRequestException',
        `Invalid character contained in the tag <${Name}: ${Value}>.`,
      );
  return Object.fromEntries(tags.map(({ Name = '', Value = '' }) => [Name, Value]));
}

const written = (header = ''): { Name: string; Value: string }[] =>
  header
    .split(/[,;]/)
    .filter((each) => each.trim() !== '')
    .map((each) => {
      const [Name = '', Value = ''] = each.split('=').map((part) => part.trim());
      return { Name, Value };
    });
