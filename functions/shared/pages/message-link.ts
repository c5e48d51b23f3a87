import type { MessageRef } from '../../../domain/messages/message-token.ts';
import { messageOf } from '../../../domain/messages/message-token.ts';
import type { HttpRequest } from '../http/http.ts';
import { Markup } from './markup.ts';
import type { Page } from './page.ts';

const parameters = ({ rawQueryString }: Pick<HttpRequest, 'rawQueryString'>): URLSearchParams =>
  new URLSearchParams(rawQueryString);

/** The message whose link led a person to a page: its `m`, if that is of a message to the same person. */
export function messageBehind(
  request: Pick<HttpRequest, 'rawQueryString'>,
  key: string,
  person: string,
  now: Date,
): MessageRef | undefined {
  const m = parameters(request).get('m');
  const told = m === null ? undefined : messageOf(key, m, now);
  return told?.person === person ? told.message : undefined;
}

/** A page whose forms and links lead on with the `m` that it was opened by, so that what a form does is told of its message. */
export function keepingMessage(page: Page, request: Pick<HttpRequest, 'rawQueryString'>): Page {
  const query = parameters(request);
  const [t, m] = [query.get('t') ?? '', query.get('m') ?? ''];
  if (![t, m].every((token) => /^[\w.-]+$/.test(token))) return page;
  const text = page.body.text.replaceAll(`?t=${t}`, `?t=${t}&amp;m=${m}`);
  return { ...page, body: new Markup(text) };
}
