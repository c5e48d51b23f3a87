import {
  type Context,
  type Emitter,
  type Liquid,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from 'liquidjs';
import { type Tracking, tracked } from './tracking.ts';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The entities that `escape` makes, and `&amp;` as sources write it. */
const unescaped = (text: string): string =>
  text
    .replaceAll('&#34;', '"')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/**
 * `{% link %}address{% endlink %}`: the address with what tells of the message, see `tracked`. The compiler writes it
 * around every link of an email; `tracking` among the variables says what is told.
 */
export const linkTag = (html: boolean) =>
  class LinkTag extends Tag {
    readonly templates: Template[] = [];

    constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid) {
      super(token, remaining, liquid);
      while (remaining.length > 0) {
        const next = remaining.shift()!;
        if ((next as TagToken).name === 'endlink') return;
        this.templates.push(liquid.parser.parseToken(next, remaining));
      }
      throw new Error(`${token.getText()} is not closed`);
    }

    override *render(context: Context, emitter: Emitter): Generator<unknown, void, string> {
      const inner: string = yield this.liquid.renderer.renderTemplates(this.templates, context);
      const { tracking } = context.environments as { readonly tracking?: Tracking };
      emitter.write(html ? escaped(tracked(unescaped(inner), tracking)) : tracked(inner, tracking));
    }
  };
