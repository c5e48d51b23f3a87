import { functions } from './functions.ts';
import type { Reader } from './reader.ts';
import { isReserved } from './reserved-words.ts';
import type { Call, Condition, Operand, Path, Update } from './syntax.ts';

/** Where a function stands decides whether it may. */
type Position = 'test' | 'set' | 'operand';
const maxIndex = 2 ** 31 - 1;

/**
 * Refuses, from left to right, what an expression says whatever its placeholders mean: reserved words as names,
 * functions that do not exist or do not belong there, impossible indexes.
 */
export class WordCheck {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  condition(condition: Condition): void {
    switch (condition.kind) {
      case 'and':
      case 'or':
        this.condition(condition.left);
        this.condition(condition.right);
        break;
      case 'not':
        this.condition(condition.condition);
        break;
      case 'compare':
        this.#operands([condition.left, condition.right]);
        break;
      case 'between':
        this.#operands([condition.operand, condition.low, condition.high]);
        break;
      case 'in':
        this.#operands([condition.operand, ...condition.among]);
        break;
      case 'test':
        this.#call(condition.call, 'test');
    }
  }

  update({ clauses, repeated }: Update): void {
    for (const { path, operand } of clauses.slice(0, repeated?.until)) {
      this.path(path);
      if (operand) this.#operand(operand, 'set');
    }
    if (repeated)
      throw this.#reader.refuse(
        `The "${repeated.section}" section can only be used once in an update expression;`,
      );
  }

  path({ steps }: Path): void {
    for (const step of steps) {
      if (typeof step === 'number') {
        if (step > maxIndex)
          throw this.#reader.refuse(`List index is not within the allowable range; index: [${step}]`);
      } else if (isReserved(step))
        throw this.#reader.refuse(`Attribute name is a reserved keyword; reserved keyword: ${step}`);
    }
  }

  #operands(operands: readonly Operand[]): void {
    for (const operand of operands) this.#operand(operand, 'operand');
  }

  #operand(operand: Operand, position: Position): void {
    if (operand.kind === 'path') this.path(operand);
    else if (operand.kind === 'call') this.#call(operand, position);
    else if (operand.kind === 'sum') this.#operands([operand.left, operand.right]);
  }

  #call({ name, operands }: Call, position: Position): void {
    const rule = functions.get(name);
    if (!rule) throw this.#reader.refuse(`Invalid function name; function: ${name}`);
    const place = this.#reader.kind === 'UpdateExpression' ? 'update' : 'condition';
    if (rule.belongsTo !== place) {
      const article = place === 'update' ? 'an' : 'a';
      throw this.#reader.refuse(
        `The function is not allowed in ${article} ${place} expression; function: ${name}`,
      );
    }
    const misplaced =
      (rule.yields === 'test') !== (position === 'test') || (rule.outermost && position !== 'set');
    if (misplaced)
      throw this.#reader.refuse(
        `The function is not allowed to be used this way in an expression; function: ${name}`,
      );
    this.#operands(operands);
  }
}
