import { GetParameterCommand, PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';

/** Secrets by name. */
export interface Parameters {
  /** Undefined where there is none of that name. */
  read(name: string): Promise<string | undefined>;
  /** Makes the secret or replaces it. */
  write(name: string, value: string): Promise<void>;
}

/** SecureStrings of Systems Manager under the AWS-managed key, which costs nothing. */
export const ssmParameters = (ssm: SSMClient): Parameters => ({
  async read(name) {
    try {
      const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
      return Parameter?.Value;
    } catch (error) {
      if (error instanceof Error && error.name === 'ParameterNotFound') return undefined;
      throw error;
    }
  },
  async write(name, value) {
    await ssm.send(
      new PutParameterCommand({ Name: name, Value: value, Type: 'SecureString', Overwrite: true }),
    );
  },
});
