import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { awsServer } from '../../local/wire/aws-server.ts';
import type { ServicesRig } from './services-rig.ts';

/** Serves a rig's services to SDK clients as their owner, until the test is over; answers the clients' settings. */
export async function awsPort(rig: ServicesRig) {
  const server = awsServer({
    services: rig.services,
    kept: () => rig.store.kept(),
    dispatch: rig.context.dispatch,
    callerOf: () => ({}),
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIAOWNER', secretAccessKey: 'secret' },
  };
}
