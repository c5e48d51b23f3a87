/** A row of a file, or why it is none. `line` is where it begins, from 1. */
export type FileRow =
  | { readonly line: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly fault: string };

/** A file of rows. */
export interface Rows {
  /** A table's header; undefined where rows name their members themselves. */
  readonly columns: readonly string[] | undefined;
  readonly rows: AsyncIterable<FileRow>;
}
