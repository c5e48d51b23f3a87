import type { Marketer } from '../marketing.ts';

/** A good call of an operation. */
export interface Example {
  /** What the variables of its path stand for, in their order. */
  readonly ids?: readonly string[];
  readonly query?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Good calls by `operationId`, each made when it is asked for, of what the marketer finds or makes. */
export type Examples = (marketer: Marketer) => Readonly<Record<string, () => Promise<Example>>>;

/** Who claimed an offer, booked, and wrote to us. */
export const ada = 'ada@example.com';
export const person = `email:${ada}`;

/** Known people about whom nothing else is asked: each serves one example. */
export const others = ['bob', 'bo', 'eve', 'zoe', 'pat'].map((name) => `${name}@example.com`);
