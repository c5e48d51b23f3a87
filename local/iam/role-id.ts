import { hash } from 'node:crypto';

/** The id under which AWS shows a role in session ids: `AROA` and 17 characters. */
export const roleIdOf = (roleArn: string): string =>
  `AROA${hash('sha256', roleArn).slice(0, 17).toUpperCase()}`;
