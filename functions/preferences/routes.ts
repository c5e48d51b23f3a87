import { addressOf } from '../../domain/channels/address-of.ts';
import { pendingConsents } from '../../domain/consent/double-opt-in.ts';
import { pausedUntil } from '../../domain/consent/pause.ts';
import { proofOf } from '../../domain/consent/proof.ts';
import { confirmedAddress } from '../../domain/messages/links.ts';
import { currentProfile } from '../../domain/people/lineage.ts';
import type { Profile } from '../../domain/people/profile.ts';
import { readText } from '../shared/http/body.ts';
import { sourceOf } from '../shared/http/http.ts';
import type { Page } from '../shared/pages/page.ts';
import { largestForm, type Visit } from '../shared/pages/signed-pages.ts';
import { choicesOf } from './choices.ts';
import { choose } from './choose.ts';
import { confirm } from './confirm.ts';
import type { Outside } from './outside.ts';
import type { Visitor } from './page-event.ts';
import { askToConfirm, confirmed, nothingToConfirm } from './pages/confirm.ts';
import { preferences } from './pages/preferences.ts';
import { askToUnsubscribe, unsubscribed } from './pages/unsubscribe.ts';
import { pause, resume } from './pause.ts';
import { unsubscribe } from './unsubscribe.ts';

/** RFC 8058, 3.1: the inbox's own post, as a URL-encoded or a multipart form. */
const isOneClick = (body: string): boolean => /List-Unsubscribe[\s\S]*One-Click/i.test(body);

const visitorOf = async (
  { claims, message, request, now }: Visit,
  { signingKey }: Outside,
): Promise<Visitor> => ({
  person: claims.p,
  message,
  proof: proofOf(sourceOf(request), await signingKey(now)),
  now,
});

const text = (claim: string | number | undefined): string | undefined =>
  typeof claim === 'string' ? claim : undefined;

/** A person who was erased has nothing to choose; the page looks the same. */
async function showChoices(visit: Visit, { table, brand }: Outside, saved = false): Promise<Page> {
  const { claims, token, now } = visit;
  const profile = await currentProfile(table, claims.p);
  return preferences(brand, {
    token,
    choices: profile ? choicesOf(profile, now.toISOString()) : [],
    pausedUntil: profile && pausedUntil(profile, now),
    saved,
  });
}

async function takeChoices(visit: Visit, outside: Outside): Promise<Page> {
  const { form } = visit;
  const visitor = await visitorOf(visit, outside);
  const asked = form.get('pause');
  if (form.get('stop') === 'all') await unsubscribe(outside, visitor, { source: 'stop-all' });
  else if (asked === 'on') await pause(outside, visitor);
  else if (asked === 'off') await resume(outside, visitor);
  else {
    const answers = { shown: new Set(form.getAll('shown')), chosen: new Set(form.getAll('chosen')) };
    await choose(outside, visitor, answers);
  }
  return showChoices(visit, outside, true);
}

async function takeUnsubscribe(visit: Visit, outside: Outside): Promise<Page> {
  const { claims, form, request } = visit;
  const about = { topic: text(claims.t), channel: text(claims.c) };
  const topic = form.get('confirm') === 'topic' ? about.topic : undefined;
  const source = isOneClick(readText(request, largestForm)) ? 'one-click' : 'unsubscribe-page';
  await unsubscribe(outside, await visitorOf(visit, outside), { source, topic, about });
  return unsubscribed(outside.brand, topic);
}

/** Whether the link went to the address that is the person's now: who had it before them confirms nothing. */
async function isTheirs({ claims, now }: Visit, profile: Profile, { signingKey }: Outside): Promise<boolean> {
  const address = addressOf(profile, 'email');
  return address !== undefined && claims.a === confirmedAddress(await signingKey(now), address);
}

async function showPending(visit: Visit, outside: Outside): Promise<Page> {
  const profile = await currentProfile(outside.table, visit.claims.p);
  const keys =
    profile && (await isTheirs(visit, profile, outside))
      ? pendingConsents(profile, visit.now.toISOString())
      : [];
  return keys.length > 0 ? askToConfirm(outside.brand, visit.token, keys) : nothingToConfirm(outside.brand);
}

async function takeConfirmation(visit: Visit, outside: Outside): Promise<Page> {
  const profile = await currentProfile(outside.table, visit.claims.p);
  if (!profile || !(await isTheirs(visit, profile, outside))) return nothingToConfirm(outside.brand);
  const keys = await confirm(outside, await visitorOf(visit, outside), visit.form.getAll('shown'));
  return keys.length > 0 ? confirmed(outside.brand, keys) : nothingToConfirm(outside.brand);
}

/** The pages, each with the use that its links are signed for. Only a POST changes anything: mail scanners follow links. */
export const routes = {
  'GET /unsubscribe': {
    use: 'unsubscribe',
    answer: async ({ token, claims }: Visit, { brand }: Outside) =>
      askToUnsubscribe(brand, token, text(claims.t)),
  },
  'POST /unsubscribe': { use: 'unsubscribe', answer: takeUnsubscribe },
  'GET /preferences': {
    use: 'preferences',
    answer: (visit: Visit, outside: Outside) => showChoices(visit, outside),
  },
  'POST /preferences': { use: 'preferences', answer: takeChoices },
  'GET /confirm': { use: 'confirm', answer: showPending },
  'POST /confirm': { use: 'confirm', answer: takeConfirmation },
} as const;
