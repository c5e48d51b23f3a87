import { recall } from './pop-up/memory.ts';
import { type PushSettings, pushSettings } from './push/settings.ts';
import { existing, subscribe } from './push/subscription.ts';
import { tellSubscribed, tellUnsubscribed, tellWhenDue } from './push/tell.ts';

/** Buttons of the site: `<button data-onward-push hidden>Tell me of offers</button>`, and `data-onward-push="off"` to stop. */
const buttons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-onward-push]')];

const isOff = ({ dataset }: HTMLElement): boolean => dataset.onwardPush === 'off';

/** Shows the button that does something: the one to start where the browser takes none, else the one to stop. */
function show(subscribed: boolean): void {
  const refused = Notification.permission === 'denied';
  for (const button of buttons()) button.hidden = isOff(button) ? !subscribed : subscribed || refused;
}

async function start(button: HTMLElement, settings: PushSettings): Promise<void> {
  const wording = button.textContent?.trim();
  // Browsers ask only while a click is being heard.
  if ((await Notification.requestPermission()) === 'granted')
    await tellSubscribed(await subscribe(settings), settings, wording);
  await refresh(settings);
}

async function stop(settings: PushSettings): Promise<void> {
  await (await existing(settings))?.unsubscribe();
  await tellUnsubscribed(settings);
  await refresh(settings);
}

async function refresh(settings: PushSettings): Promise<PushSubscription | null> {
  const found = Notification.permission === 'granted' ? await existing(settings) : null;
  show(found !== null);
  return found;
}

async function run(settings: PushSettings): Promise<void> {
  for (const button of buttons())
    button.addEventListener('click', () => {
      (isOff(button) ? stop(settings) : start(button, settings)).catch((error) =>
        console.warn('push: this browser takes no notifications', error),
      );
    });
  const found = await refresh(settings);
  if (found) await tellWhenDue(found, settings);
  else await renew(settings);
}

/** A browser that took notifications, and has none of ours now: the business has another key, or they were forbidden. */
async function renew(settings: PushSettings): Promise<void> {
  const renews = Notification.permission === 'granted' && recall().push !== undefined;
  await tellUnsubscribed(settings);
  if (renews) await tellSubscribed(await subscribe(settings), settings);
  await refresh(settings);
}

const settings = pushSettings();
if (settings && 'serviceWorker' in navigator && 'PushManager' in window)
  run(settings).catch((error) => console.warn('push: this browser takes no notifications', error));
