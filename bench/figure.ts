export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the project wants of it, in words. */
  readonly aim?: string;
}

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: true });

export function print(figures: readonly Figure[]): void {
  for (const { name, value, unit, aim } of figures)
    console.log(`${name.padEnd(58)} ${number.format(value).padStart(9)} ${unit.padEnd(10)} ${aim ?? ''}`);
}
