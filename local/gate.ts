import { createServer, type Server } from 'node:http';
import { listen } from './listen.ts';

export interface Gate {
  readonly server: Server;
  readonly port: number;
  /** Hands every request, those that came early as well, to `server`. */
  open(server: Server): void;
}

/** Binds a port before there is anything to serve, so that the address is known and a port in use is told at once. */
export async function gate(port: number, variable: string): Promise<Gate> {
  const opened = Promise.withResolvers<Server>();
  let behind: Server | undefined;
  const server = createServer((request, response) => {
    if (behind) behind.emit('request', request, response);
    else void opened.promise.then((late) => late.emit('request', request, response));
  });
  return {
    server,
    port: await listen(server, port, variable),
    open(to) {
      behind = to;
      opened.resolve(to);
    },
  };
}
