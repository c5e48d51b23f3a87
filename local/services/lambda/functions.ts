import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { InvokeResult } from '../../service.ts';

/** A function as the template declares it. */
export interface DeclaredFunction {
  readonly name: string;
  readonly arn: string;
  readonly handler: string;
  readonly roleArn: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** A queue for asynchronous invocations that failed for good. */
  readonly deadLetterArn?: string | undefined;
}

/** How an invocation ended, and what it printed. */
export interface LoggedResult {
  readonly result: InvokeResult;
  readonly requestId: string;
  /** The lines that are still kept, oldest first. */
  readonly log: () => readonly string[];
}

/** What functions there are; the runtime that runs them knows. */
export interface FunctionRegistry {
  /** The plain ARN of a function named by name, by ARN or by ARN with a qualifier; undefined if there is none. */
  arnOf(nameOrArn: string): string | undefined;
  list(): readonly DeclaredFunction[];
  /** Runs a function as the service's context does, and tells its log. */
  invokeLogged(functionArn: string, payload: unknown): Promise<LoggedResult>;
}

export const configurationOf = (declared: DeclaredFunction): FunctionConfiguration => ({
  FunctionName: declared.name,
  FunctionArn: declared.arn,
  Runtime: 'nodejs24.x',
  Role: declared.roleArn,
  Handler: declared.handler,
  Timeout: declared.timeoutSeconds,
  MemorySize: declared.memoryMb,
  Version: '$LATEST',
  ...(declared.deadLetterArn !== undefined && { DeadLetterConfig: { TargetArn: declared.deadLetterArn } }),
  Environment: { Variables: { ...declared.environment } },
  PackageType: 'Zip',
  Architectures: ['arm64'],
  State: 'Active',
  LastUpdateStatus: 'Successful',
});
