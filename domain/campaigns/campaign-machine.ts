import { DescribeExecutionCommand, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CampaignRun } from './campaign-run.ts';

/** Which execution of a run: each attempt has one, named after both, so that starting it again starts nothing. */
type Attempt = Pick<CampaignRun, 'id' | 'campaign' | 'attempt'>;

const nameOf = ({ id, attempt }: Attempt): string => `${id}-${attempt}`;

/** The state machine that goes through a run's audience. */
export class CampaignMachine {
  readonly #client: Pick<SFNClient, 'send'>;
  readonly #arn: string;

  constructor(client: Pick<SFNClient, 'send'>, arn: string) {
    this.#client = client;
    this.#arn = arn;
  }

  /** Starts the execution of an attempt. Safe to repeat: one that was started before is left as it is. */
  async start({ id: run, campaign, attempt }: Attempt): Promise<void> {
    try {
      await this.#client.send(
        new StartExecutionCommand({
          stateMachineArn: this.#arn,
          name: nameOf({ id: run, campaign, attempt }),
          input: JSON.stringify({ campaign, run, attempt }),
        }),
      );
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
    }
  }

  /** Whether the execution of an attempt is still under way. */
  async isAlive(attempt: Attempt): Promise<boolean> {
    const executionArn = `${this.#arn.replace(':stateMachine:', ':execution:')}:${nameOf(attempt)}`;
    try {
      const { status } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
      return status === 'RUNNING';
    } catch (error) {
      if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return false;
      throw error;
    }
  }
}
