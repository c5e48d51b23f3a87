import { isObject, type Json, type JsonObject } from '../json.ts';
import { nameLength } from '../limits.ts';
import { languageOf, type QueryLanguage } from '../query-language.ts';
import { everyState, type StateKind } from './common.ts';
import { anything, checkObject, integer, oneOf, text } from './fields.ts';
import { stateTypes } from './machine.ts';
import type { Report } from './report.ts';
import { assignedBy, kindOf, targetsOf } from './source.ts';

/** Checks a definition: everything in it is either understood, or reported by name and place. */
export class Checker {
  readonly #report: Report;
  readonly #source: JsonObject;
  readonly #names = new Set<string>();
  readonly #labels = new Set<Json>();

  constructor(report: Report, source: JsonObject) {
    this.#report = report;
    this.#source = source;
  }

  check(): void {
    checkObject(
      this.#source,
      '',
      this.#report,
      {
        Comment: text,
        QueryLanguage: oneOf('JSONata', 'JSONPath'),
        StartAt: text,
        States: anything,
        TimeoutSeconds: integer(1, 99_999_999),
        Version: oneOf('1.0'),
      },
      ['States', 'StartAt'],
    );
    this.#scope(this.#source, '', new Set());
  }

  /** @param outer variables assigned around this scope, which it may read but not set */
  #scope(source: JsonObject, path: string, outer: ReadonlySet<string>): void {
    const { States: states, StartAt: startAt } = source;
    if (!isObject(states)) {
      if (states !== undefined) this.#report.add('Expected value of type Object', `${path}/States`);
      return;
    }
    if (typeof startAt === 'string' && !Object.hasOwn(states, startAt))
      this.#report.add(
        `Missing 'StartAt' target: ${startAt}`,
        `${path}/StartAt`,
        'MISSING_TRANSITION_TARGET',
      );
    for (const [name, state] of Object.entries(states))
      this.#state(name, state, `${path}/States/${name}`, states, outer);
    if (path === '' && !Object.values(states).some(isTerminal)) this.#report.addMissingEndState();
    else this.#reachable(states, startAt, path);
  }

  #state(name: string, source: Json, at: string, siblings: JsonObject, outer: ReadonlySet<string>): void {
    if (!isObject(source)) {
      this.#report.add('Expected value of type Object', at);
      return;
    }
    if (this.#names.has(name)) this.#report.add(`Duplicate State name: ${name}`, at, 'DUPLICATE_STATE_NAME');
    this.#names.add(name);
    if (name.length > nameLength) this.#report.add(`State name is longer than ${nameLength} characters`, at);
    const kind = kindOf(source);
    if (!kind) {
      if (source.Type === undefined) this.#report.add('These fields are required: [Type]', at);
      else
        this.#report.add(
          `The field 'Type' should have one of these values: [${stateTypes.join(', ')}]`,
          `${at}/Type`,
        );
      return;
    }
    const language = this.#language(source, at);
    const fields = { ...everyState, ...kind.fields, ...kind.only[language] };
    const found = this.#report.diagnostics.length;
    checkObject(this.#inLanguage(source, at, kind, language), at, this.#report, fields, kind.required ?? []);
    if ('Next' in kind.fields && (source.Next === undefined) === (source.End !== true))
      this.#report.add("Exactly one of 'Next' and 'End: true' is required", at);
    if (this.#report.diagnostics.length === found) kind.check?.(source, at, this.#report);
    if (source.Label !== undefined && this.#labels.has(source.Label))
      this.#report.add(`Duplicate Label: ${String(source.Label)}`, `${at}/Label`);
    if (source.Label !== undefined) this.#labels.add(source.Label);
    for (const variable of assignedBy(source))
      if (outer.has(variable))
        this.#report.add(
          `The variable '${variable}' is assigned in an outer scope and cannot be assigned here`,
          at,
        );
    for (const [field, target] of targetsOf(kind, source))
      if (!Object.hasOwn(siblings, target))
        this.#report.add(`Missing 'Next' target: ${target}`, `${at}/${field}`, 'MISSING_TRANSITION_TARGET');
    // What the state itself assigns comes after the states inside, so they may use its names.
    const others = Object.values(siblings).filter((sibling) => sibling !== source);
    const around = new Set([...outer, ...others.flatMap(assignedBy)]);
    for (const { source: inner, path } of kind.scopes?.(source) ?? [])
      if (isObject(inner)) this.#scope(inner, `${at}${path}`, around);
  }

  /** A machine in JSONata has no states in JSONPath; the other way round both may be mixed. */
  #language(source: JsonObject, at: string): QueryLanguage {
    const language = languageOf(source, this.#source);
    if (this.#source.QueryLanguage === 'JSONata' && language === 'JSONPath')
      this.#report.add(
        "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
        at,
      );
    return language;
  }

  /** The state without the fields that only the other language has, which are reported. */
  #inLanguage(source: JsonObject, at: string, kind: StateKind, language: QueryLanguage): JsonObject {
    const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
    const foreign = (name: string) => !(name in kind.only[language]) && name in kind.only[other];
    for (const name of Object.keys(source).filter(foreign))
      this.#report.add(
        `The QueryLanguage is set to '${language}', but field '${name}' is only supported for the '${other}' QueryLanguage`,
        at,
      );
    return Object.fromEntries(Object.entries(source).filter(([name]) => !foreign(name)));
  }

  #reachable(states: JsonObject, startAt: Json | undefined, path: string): void {
    const reached = new Set<string>();
    const open = typeof startAt === 'string' ? [startAt] : [];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const state = states[name];
      if (reached.has(name) || !isObject(state)) continue;
      reached.add(name);
      const kind = kindOf(state);
      if (kind) open.push(...targetsOf(kind, state).map(([, target]) => target));
    }
    if (reached.size === 0) return;
    for (const name of Object.keys(states))
      if (!reached.has(name))
        this.#report.add(
          `State "${name}" is not reachable.`,
          `${path}/States/${name}`,
          'MISSING_TRANSITION_TARGET',
        );
  }
}

/** Somewhere a workflow has to end, be it never reached. */
const isTerminal = (state: Json): boolean =>
  isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail');
