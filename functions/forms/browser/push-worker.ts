/** What a service worker finds that a page does not; the compiler knows pages only. */
interface WorkerScope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { openWindow(url: string): Promise<unknown> };
}

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface PushEvent extends LastingEvent {
  readonly data: { json(): unknown } | null;
}

interface NotificationEvent extends LastingEvent {
  readonly notification: Notification;
}

/** What a notification says, as `domain/channels/push` encrypts it. */
interface Shown {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly link: string;
}

const worker = globalThis as typeof globalThis & WorkerScope;

/** The same message a second time takes the place of the first, without a sound. */
const show = ({ id, title, body, link }: Shown): Promise<void> =>
  worker.registration.showNotification(title, { body, tag: id, data: { link } });

worker.addEventListener('push', (event) => {
  const { data } = event as PushEvent;
  if (data) (event as PushEvent).waitUntil(show(data.json() as Shown));
});

worker.addEventListener('notificationclick', (event) => {
  const { notification } = event as NotificationEvent;
  const { link }: { link: string } = notification.data;
  notification.close();
  (event as NotificationEvent).waitUntil(worker.clients.openWindow(link));
});
