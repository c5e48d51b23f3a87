import { main } from '../../cli/main.ts';
import type { Terminal } from '../../cli/terminal.ts';

/** A terminal whose files and output are in memory, and which waits for nothing. */
export class PaperTerminal implements Terminal {
  readonly files = new Map<string, string | Uint8Array>();
  readonly isWatched: boolean;
  /** What was waited, in milliseconds. */
  readonly waits: number[] = [];
  /** Told of each file's bytes as they are read. */
  onRead: (bytes: number) => void = () => undefined;
  printed = '';
  noted = '';
  readonly #env: NodeJS.ProcessEnv;

  constructor(env: NodeJS.ProcessEnv, isWatched = false) {
    this.#env = env;
    this.isWatched = isWatched;
  }

  async out(text: string): Promise<void> {
    this.printed += text;
  }

  note(text: string): void {
    this.noted += text;
  }

  async open(path: string) {
    const content = this.files.get(path);
    if (content === undefined) throw new Error(`${path}: the test has no such file`);
    const bytes = Buffer.from(content);
    return { pieces: this.#pieces(bytes), bytes: bytes.length };
  }

  async sleep(milliseconds: number): Promise<void> {
    this.waits.push(milliseconds);
  }

  /** Runs a command; `printed` and `noted` are what it said. */
  async run(...words: readonly string[]): Promise<number> {
    this.printed = '';
    this.noted = '';
    return main(words, this.#env, this);
  }

  /** What a command answers with `--json`. */
  async json<T>(...words: readonly string[]): Promise<T> {
    const code = await this.run(...words, '--json');
    if (this.printed === '') throw new Error(`onward ${words.join(' ')} ended with ${code}: ${this.noted}`);
    return JSON.parse(this.printed) as T;
  }

  /** Small ones, so that letters and rows fall between two. */
  async *#pieces(bytes: Buffer): AsyncGenerator<Uint8Array, void, undefined> {
    for (let from = 0; from < bytes.length; from += 7) {
      this.onRead(from);
      yield bytes.subarray(from, from + 7);
    }
  }
}
