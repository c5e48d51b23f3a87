export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the project wants of it, in words. */
  readonly aim?: string;
}

const number = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, useGrouping: true });

/** One table in Markdown, as the README quotes it. */
export function print(figures: readonly Figure[]): void {
  const rows = [
    ['figure', 'value', 'aim'],
    ['---', '--:', '---'],
    ...figures.map(({ name, value, unit, aim = '' }) => [name, `${number.format(value)} ${unit}`, aim]),
  ];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = [width(0), width(1), width(2)];
  for (const [name = '', value = '', aim = ''] of rows)
    console.log(
      `| ${name.padEnd(widths[0] ?? 0)} | ${value.padStart(widths[1] ?? 0)} | ${aim.padEnd(widths[2] ?? 0)} |`,
    );
}
