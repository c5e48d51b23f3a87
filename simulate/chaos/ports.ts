import { createServer } from 'node:http';
import { listen, stop } from '../../local/listen.ts';

/** Ports of this machine that nobody has: the same ones are wanted again after each kill. */
export async function freePorts(): Promise<{ readonly port: number; readonly awsPort: number }> {
  const [one, other] = [createServer(), createServer()];
  const [port, awsPort] = [await listen(one, 0, 'PORT'), await listen(other, 0, 'AWS_PORT')];
  await Promise.all([stop(one), stop(other)]);
  return { port, awsPort };
}
