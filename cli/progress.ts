import type { Terminal } from './terminal.ts';

const width = 30;

const bar = (share: number): string => {
  const done = Math.round(share * width);
  return `[${'#'.repeat(done)}${' '.repeat(width - done)}] ${String(Math.floor(share * 100)).padStart(3)}%`;
};

/**
 * Shows how far something has come: a bar that is written over where somebody watches, else a line at each tenth, or at
 * every tenth step where nobody knows how much there is.
 */
export class Progress {
  readonly #terminal: Terminal;
  #told = 0;
  #steps = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** @param share 0 to 1; undefined where it is not known */
  show(share: number | undefined, text: string): void {
    const reached = share === undefined ? undefined : Math.min(share, 1);
    if (this.#terminal.isWatched) {
      this.#terminal.note(`\r\u001B[2K${reached === undefined ? '' : `${bar(reached)}  `}${text}`);
      return;
    }
    this.#steps += 1;
    const tenths = reached === undefined ? Math.floor(this.#steps / 10) : Math.floor(reached * 10);
    if (tenths <= this.#told) return;
    this.#told = tenths;
    this.#terminal.note(`${reached === undefined ? '' : `${Math.floor(reached * 100)}%  `}${text}\n`);
  }

  /** Ends the line, so that what follows has one of its own. */
  end(): void {
    if (this.#terminal.isWatched) this.#terminal.note('\n');
  }
}
