import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Segment } from '../../domain/segments/segment.ts';

/** Starts the state machine that builds segments. */
export class Builds {
  readonly #sfn: Pick<SFNClient, 'send'>;
  readonly #machine: string;

  /** @param machine its ARN */
  constructor(sfn: Pick<SFNClient, 'send'>, machine: string) {
    this.#sfn = sfn;
    this.#machine = machine;
  }

  /**
   * Starts a segment's build, which is named by it: starting it again while it runs is the same. False when that build
   * has come to an end, whichever it was.
   */
  async start({ id, build }: Segment): Promise<boolean> {
    try {
      await this.#sfn.send(
        new StartExecutionCommand({
          stateMachineArn: this.#machine,
          name: `${id}-${build}`,
          input: JSON.stringify({ segment: id, build }),
        }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ExecutionAlreadyExists') throw error;
      return false;
    }
  }
}
