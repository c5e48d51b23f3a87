/** A way to write to the business, and to be written to by it. */
export interface Way {
  /** Whether it was taken. */
  says(text: string): Promise<boolean>;
  /** The words of what came, oldest first. */
  heard(): Promise<readonly string[]>;
}
