/** What a token names. */
export interface TaskToken {
  readonly execution: number;
  readonly branch: number;
  readonly attempt: number;
}

const digits = (random: () => number): string =>
  Array.from({ length: 4 }, () => Math.floor(random() * 2 ** 32).toString(36)).join('.');

/** Opaque text that finds the execution, the branch and the attempt again; 128 bits of it are chance. */
export const newTaskToken = ({ execution, branch, attempt }: TaskToken, random: () => number): string =>
  Buffer.from(`task:${execution}:${branch}:${attempt}:${digits(random)}`).toString('base64url');

/** Undefined for what was never a token of ours. */
export function readTaskToken(token: string): TaskToken | undefined {
  const match = /^task:(\d+):(\d+):(\d+):[a-z0-9.]+$/.exec(Buffer.from(token, 'base64url').toString());
  return match
    ? { execution: Number(match[1]), branch: Number(match[2]), attempt: Number(match[3]) }
    : undefined;
}
