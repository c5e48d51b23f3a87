import {
  AssignTag,
  CaptureTag,
  CaseTag,
  CommentTag,
  ForTag,
  IfTag,
  Output,
  type Template as Parsed,
  RawTag,
  Tag,
  type Token,
  UnlessTag,
  type Value,
} from 'liquidjs';
import type { Fault } from '../fault.ts';
import type { Known } from './known.ts';
import { type Path, pathsIn, pathsInFilters, pathsInToken, shownPath } from './liquid-paths.ts';
import { knownAt, mayMiss, type Scope, unknownFrom } from './scope.ts';

const asking = (scope: Scope, paths: readonly Path[]): Scope => ({
  ...scope,
  asked: new Set([...scope.asked, ...paths.map(shownPath)]),
});

const naming = ({ known, asked }: Scope, name: string, what: Known): Scope => ({
  known: { fields: { ...known.fields, [name]: what } },
  asked,
});

/** Finds in one source what would leave a hole in a message, or stop it, when it is sent. */
export class LiquidFaults {
  readonly faults: Fault[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  check(parsed: readonly Parsed[], known: Known): readonly Fault[] {
    this.#walk(parsed, { known, asked: new Set() });
    return this.faults;
  }

  /** A variable that is set holds from there on. */
  #walk(templates: readonly Parsed[], outer: Scope): void {
    let scope = outer;
    for (const each of templates) scope = this.#visit(each, scope) ?? scope;
  }

  /** Returns the scope of what follows, where that changed. */
  #visit(each: Parsed, scope: Scope): Scope | undefined {
    if (each instanceof Output) this.#shown(each.value, each.token, scope);
    else if (each instanceof IfTag || each instanceof UnlessTag) this.#branches(each, scope);
    else if (each instanceof CaseTag) this.#case(each, scope);
    else if (each instanceof ForTag) this.#for(each, scope);
    else if (each instanceof CaptureTag) {
      this.#walk(each.templates, scope);
      return naming(scope, each.variable, {});
    } else if (each instanceof AssignTag) return this.#assign(each, scope);
    else if (each instanceof Tag && !(each instanceof RawTag) && !(each instanceof CommentTag))
      this.#report(
        each.token,
        `{% ${each.name} %} is not for messages; known: if, unless, case, for, assign, capture, comment, raw. Files are put in with <mj-include path="…" />`,
      );
    return undefined;
  }

  /** What `if` asks for is there within, what `unless` asks for is there otherwise. */
  #branches(tag: IfTag | UnlessTag, scope: Scope): void {
    const { branches, elseTemplates = [], token } = tag;
    for (const { value, templates } of branches) {
      this.#named([...pathsIn(value), ...pathsInFilters(value)], token, scope);
      this.#walk(templates, tag instanceof IfTag ? asking(scope, pathsIn(value)) : scope);
    }
    const [first] = branches;
    this.#walk(
      elseTemplates,
      first && tag instanceof UnlessTag ? asking(scope, pathsIn(first.value)) : scope,
    );
  }

  #case({ value, branches, elseTemplates, token }: CaseTag, scope: Scope): void {
    this.#named(
      [...pathsIn(value), ...branches.flatMap(({ values }) => values.flatMap(pathsInToken))],
      token,
      scope,
    );
    for (const { templates } of branches) this.#walk(templates, asking(scope, pathsIn(value)));
    this.#walk(elseTemplates, scope);
  }

  #for({ variable, collection, templates, elseTemplates = [], token }: ForTag, scope: Scope): void {
    const paths = pathsInToken(collection);
    this.#named(paths, token, scope);
    const [path] = paths;
    const entry = (path && knownAt(scope.known, path)?.entry) ?? { open: true };
    this.#walk(templates, naming(naming(scope, variable, entry), 'forloop', { open: true }));
    this.#walk(elseTemplates, scope);
  }

  #assign(tag: AssignTag, scope: Scope): Scope {
    for (const argument of tag.arguments())
      if ('filters' in argument) this.#shown(argument as Value, tag.token, scope);
    const names = [...tag.localScope()].map(({ content }) => content);
    return names.reduce((inner, name) => naming(inner, name, {}), scope);
  }

  #shown(value: Value, token: Token, scope: Scope): void {
    const paths = pathsIn(value);
    this.#named([...paths, ...pathsInFilters(value)], token, scope);
    const filters = value.filters.map(({ name }) => name);
    if (filters.includes('raw'))
      this.#report(
        token,
        `raw would put whatever ${paths.map(shownPath).join(', ')} holds into the HTML; for text of several lines there is the filter lines`,
      );
    for (const path of paths) {
      const missing = mayMiss(scope, path);
      if (missing && !filters.includes('default'))
        this.#report(
          token,
          `${shownPath(path)} may be missing; ask {% if ${missing} %} around it, or give it a {{ … | default: 'value' }}`,
        );
    }
  }

  #named(paths: readonly Path[], token: Token, { known }: Scope): void {
    for (const path of paths) {
      const at = unknownFrom(known, path);
      if (!at) continue;
      const names = Object.keys(at.within.fields ?? {});
      this.#report(
        token,
        `unknown variable ${shownPath(path)}; ${names.length > 0 ? `${at.parent || 'known'}${at.parent ? ' has' : ':'} ${names.join(', ')}` : `${at.parent} has nothing in it`}${path[0] === 'person' ? '; add a trait of your own to workflows/traits.ts' : ''}`,
      );
    }
  }

  #report(token: Token, sentence: string): void {
    this.faults.push({ file: this.#file, line: token.getPosition()[0] ?? 1, sentence });
  }
}
