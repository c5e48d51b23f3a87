import type { Catalogue } from '../catalogue.ts';
import type { DocumentFilter } from '../event-filter.ts';
import type { EventDefinition } from '../events/define-event.ts';
import type { Journey } from '../journey.ts';
import { isRef, type Ref } from '../reference.ts';
import { end, type Target } from '../steps/step.ts';
import type { Template } from '../templates/define-template.ts';
import { closing } from './closing.ts';
import { either, type Field, fieldOf, fieldOfEvent, person } from './field.ts';
import { pathOf } from './jsonata.ts';

/** The events that each saved name may stand for, at one place of a journey. */
export type Names = ReadonlyMap<string, ReadonlySet<string>>;

interface ScopeOptions {
  readonly journey: Journey;
  readonly catalogue: Catalogue;
  /** The step, or what else of the journey it is about. */
  readonly place: string;
  readonly names: Names;
  readonly next: Target;
  /** The first state of a step. */
  readonly entryOf: (target: Target) => string;
  readonly problems: string[];
}

/** What a step can know and say of the journey around it, while it is checked and compiled. */
export class Scope {
  readonly journey: Journey;
  readonly catalogue: Catalogue;
  /** Where the step goes on if it does not say. */
  readonly next: Target;
  readonly #options: ScopeOptions;

  constructor(options: ScopeOptions) {
    this.journey = options.journey;
    this.catalogue = options.catalogue;
    this.next = options.next;
    this.#options = options;
  }

  /** Notes a problem: what is wrong, and the remedy. */
  report(problem: string): void {
    const { journey, place, problems } = this.#options;
    const sentence = `${journey.id}, ${place}: ${problem}`;
    if (!problems.includes(sentence)) problems.push(sentence);
  }

  /** The name of the state that a way leads to; the end needs one that closes the run. */
  stateOf(target: Target): string {
    return target === end ? closing.complete : this.#options.entryOf(target);
  }

  event(name: string): EventDefinition | undefined {
    const event = this.catalogue.events.find((each) => each.name === name);
    if (!event) this.report(`unknown event "${name}"; define it in workflows/events and list it there`);
    return event;
  }

  template(id: string): Template | undefined {
    const { templates } = this.catalogue;
    const template = templates.find((each) => each.id === id);
    if (!template)
      this.report(`unknown template "${id}"; known: ${templates.map((each) => each.id).join(', ')}`);
    return template;
  }

  /** What a reference stands for; reports one that stands for nothing. */
  field(ref: Ref): Field | undefined {
    if (ref.$ref === 'run.person') return person;
    const [as = '', ...path] = ref.$ref.split('.');
    const events = this.#options.names.get(as);
    if (!events) {
      const known = [...this.#options.names.keys()];
      this.report(
        `${ref.$ref}: no event is saved as "${as}" on every way here${known.length > 0 ? `; known: ${known.join(', ')}` : ''}`,
      );
      return undefined;
    }
    const found: Field[] = [];
    for (const name of events) {
      const event = this.catalogue.events.find((each) => each.name === name);
      const field = event && fieldOfEvent(event, path);
      if (field) found.push(field);
      else if (event)
        this.report(
          `${ref.$ref}: ${name} has no such field; it has ${Object.keys(event.properties)
            .map((key) => `properties.${key}`)
            .join(', ')}`,
        );
    }
    return found.length > 0 ? either(found) : undefined;
  }

  /** The reference in JSONata; null where the field is missing. */
  readonly expression = (ref: Ref): string => {
    const path = pathOf(ref);
    return this.field(ref)?.required ? path : `($exists(${path}) ? ${path} : null)`;
  };

  /** Checks a filter's event, the fields it tests, and the references in it. */
  checkFilter({ event: name, where }: DocumentFilter): void {
    const event = this.event(name);
    for (const [path, test] of Object.entries(where ?? {})) {
      const field = event && fieldOf(event.schema, path.split('.'));
      if (event && !field)
        this.report(
          `where "${path}": ${name} has no such field; it has ${Object.keys(event.properties).join(', ')}`,
        );
      const value = isRef(test) && this.field(test);
      if (value && !value.required)
        this.report(
          `where "${path}": the reference may be missing; refer to a field that ${name} always has`,
        );
      if (field && value && !overlap(field, value))
        this.report(
          `where "${path}": is ${field.types.join(' or ')}, the reference ${value.types.join(' or ')}`,
        );
    }
  }

  checkAudience(audience: string): void {
    const { audiences } = this.catalogue;
    if (!audiences.includes(audience))
      this.report(`unknown audience "${audience}"; known: ${audiences.join(', ')}`);
  }

  checkTopic(topic: string): void {
    const { topics } = this.catalogue;
    if (!topics.includes(topic)) this.report(`unknown topic "${topic}"; known: ${topics.join(', ')}`);
  }
}

/** Whether a value of one field may stand in the other. */
export const overlap = (left: Field, right: Field): boolean =>
  left.types.length === 0 ||
  right.types.length === 0 ||
  left.types.some((type) => right.types.includes(type));
