import type { FunctionDeclaration } from '../template/declarations.ts';
import { logGroupOf } from './lambda-context.ts';

export interface EnvironmentOptions {
  readonly region: string;
  readonly accessKeyId: string;
  readonly awsOrigin: string;
  readonly logStreamName: string;
}

/** The environment variables of a function: Lambda's own and, over them, the template's. */
export function environmentOf(
  declared: FunctionDeclaration,
  { region, accessKeyId, awsOrigin, logStreamName }: EnvironmentOptions,
): Readonly<Record<string, string>> {
  return {
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_ENDPOINT_URL: awsOrigin,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: declared.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(declared.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(declared.name),
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    LAMBDA_TASK_ROOT: declared.directory,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: declared.handler,
    ...declared.environment,
  };
}
