import type { PushSettings } from './settings.ts';

const base64url = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const registered = async ({ worker }: PushSettings): Promise<ServiceWorkerRegistration> => {
  const registration = await navigator.serviceWorker.register(worker);
  // A worker that is not active yet takes no subscription.
  if (!registration.active) await activated(registration.installing ?? registration.waiting);
  return registration;
};

const activated = (worker: ServiceWorker | null): Promise<void> =>
  new Promise((resolve) => {
    if (!worker || worker.state === 'activated') return resolve();
    worker.addEventListener('statechange', () => worker.state === 'activated' && resolve());
  });

/** This browser's subscription for the business's key; null where it has none, or one for a key that is no more. */
export async function existing(settings: PushSettings): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(settings.worker);
  const found = await registration?.pushManager.getSubscription();
  if (!found) return null;
  return base64url(found.options.applicationServerKey) === settings.pushKey ? found : null;
}

/** Subscribes this browser; one for a key that is no more gives way. @throws DOMException if it may not */
export async function subscribe(settings: PushSettings): Promise<PushSubscription> {
  const { pushManager } = await registered(settings);
  const found = await existing(settings);
  if (found) return found;
  await (await pushManager.getSubscription())?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: settings.pushKey });
}
