import { choiceIn } from '../text/choice.ts';
import type { Rule } from './rule.ts';

/** "2", "Tuesday 10": the answer to times that were offered. Only what is plainly that and nothing else counts, since it books. */
export const choseTime: Rule = ({ message, offered, now }) => {
  const choice = offered && choiceIn(message.text, offered, now);
  if (!choice) return undefined;
  const { service } = offered;
  return choice.kind === 'time'
    ? { kind: 'chose-time', service, moments: choice.moments }
    : { kind: 'asked-to-book', service, from: choice.at };
};
