import type { FunctionDeclaration } from '../template/declarations.ts';

/** The second argument of a handler, as the Node.js runtime makes it. */
export interface LambdaContext {
  readonly callbackWaitsForEmptyEventLoop: boolean;
  readonly functionVersion: string;
  readonly functionName: string;
  readonly memoryLimitInMB: string;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly invokedFunctionArn: string;
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

export const logGroupOf = (functionName: string): string => `/aws/lambda/${functionName}`;

/** Functions take real time, also while the clock stands still, so the remaining time is the machine's. */
export function lambdaContext(
  { name, arn, memoryMb, timeoutSeconds }: FunctionDeclaration,
  requestId: string,
  logStreamName: string,
): LambdaContext {
  const deadline = performance.now() + timeoutSeconds * 1_000;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: '$LATEST',
    functionName: name,
    memoryLimitInMB: String(memoryMb),
    logGroupName: logGroupOf(name),
    logStreamName,
    invokedFunctionArn: arn,
    awsRequestId: requestId,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  };
}
