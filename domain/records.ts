import { personOfRun, personOfThread } from './ids.ts';
import type { Key } from './table.ts';

/**
 * The keys of the single table. A person's partition holds the profile, the timeline, the runs and the messages, so
 * that one person's records are read and written together; identifiers and message ids have partitions of their own.
 * A run, its messages and a conversation lie with the person whom their ids name, whoever that person was merged into.
 */

const person = (id: string): string => `PERSON#${id}`;

/** Sequence numbers sort as text: 12 digits. */
const place = (seq: number): string => String(seq).padStart(12, '0');

export const profileKey = (id: string): Key => ({ pk: person(id), sk: 'PROFILE' });

export const eventKey = (id: string, seq: number): Key => ({ pk: person(id), sk: `EVENT#${place(seq)}` });
/** The timeline behind a place. */
export const eventsAfter = (id: string, seq: number) => ({
  pk: person(id),
  from: `EVENT#${place(seq + 1)}`,
  to: 'EVENT#~',
});

/** The timeline before a place. */
export const eventsBefore = (id: string, seq: number) => ({
  pk: person(id),
  from: 'EVENT#',
  to: `EVENT#${place(seq - 1)}`,
});

/** What an event comes to in reports, and to what it is owed. */
export const outcomeKey = (id: string, seq: number): Key => ({ pk: person(id), sk: `OUTCOME#${place(seq)}` });

/** What an event did to the person's account of points: `{seq, entries}`. */
export const pointsKey = (id: string, seq: number): Key => ({ pk: person(id), sk: `POINTS#${place(seq)}` });
/** Behind one place, up to and with another. */
export const pointsMovedBetween = (id: string, after: number, upTo: number) => ({
  pk: person(id),
  from: `POINTS#${place(after + 1)}`,
  to: `POINTS#${place(upTo)}`,
});

/** Present once the message was recorded: `{person, seq}`. */
export const recordedKey = (key: string, messageId: string): Key => ({
  pk: `RECORDED#${key}#${messageId}`,
  sk: 'RECORDED',
});

/** How often a message on the line has failed, by SQS's id of it: `{failures, expires}`. */
export const failuresKey = (id: string): Key => ({ pk: `FAILURES#${id}`, sk: 'FAILURES' });

/** Which person an identifier belongs to: `{person}`. `value` is normalised. */
export const identifierKey = (type: string, value: string): Key => ({ pk: `ID#${type}#${value}`, sk: 'ID' });

/** Whose notifications a browser takes, by a hash of its push endpoint: `{person}`. */
export const pushEndpointKey = (hash: string): Key => ({ pk: `PUSH#${hash}`, sk: 'PUSH' });

export const runKey = (personId: string, run: string): Key => ({
  pk: person(personOfRun(run) ?? personId),
  sk: `RUN#${run}`,
});
export const runRange = (personId: string) => ({ pk: person(personId), from: 'RUN#', to: 'RUN#~' });

/** A message is claimed under (run, step, visit) before it is sent. */
export const messageKey = (personId: string, run: string, step: string, visit: number): Key => ({
  pk: person(personOfRun(run) ?? personId),
  sk: `MESSAGE#${run}#${step}#${visit}`,
});
/** A message by its sort key alone, as the contact log names it. */
export const messageKeyAt = (personId: string, sk: string): Key => ({
  pk: person(personOfRun(sk.split('#')[1] ?? '') ?? personId),
  sk,
});
export const messageRange = (personId: string) => ({
  pk: person(personId),
  from: 'MESSAGE#',
  to: 'MESSAGE#~',
});

/** All of a person's items. */
export const wholePartition = (personId: string) => ({ pk: person(personId), from: '!', to: '~' });

/** What is kept of an erasure. */
export const erasureKey = (id: string): Key => ({ pk: `ERASURE#${id}`, sk: 'ERASURE' });
/** An erasure that is under way. */
export const erasureWorkKey = (id: string): Key => ({ pk: 'ERASURES', sk: id });
export const pendingErasures = { pk: 'ERASURES', from: '!', to: '~' } as const;

/** What a person was sent lately, as caps count it: `{version, contacts}`. */
export const contactsKey = (personId: string): Key => ({ pk: person(personId), sk: 'CONTACTS' });

/** A conversation with a person on one channel; its id names the person. */
export const conversationKey = (personId: string, thread: string): Key => ({
  pk: person(personOfThread(thread) ?? personId),
  sk: `CONVERSATION#${thread}`,
});
/** Conversations of one status lie together in the order of the moments at which they came to it. */
export const conversationListKey = (status: string, since: string, thread: string): Key => ({
  pk: `CONVERSATIONS#${status}`,
  sk: `${since}#${thread}`,
});
export const conversationsOf = (status: string, from = '0', to = '~') => ({
  pk: `CONVERSATIONS#${status}`,
  from,
  to,
});

export const monthOf = (at: string): string => at.slice(0, 7);

/** Reviews lie in partitions by month, in the order of their first submission, so that they are listed without asking people. */
export const reviewKey = (at: string, personId: string, bookingId: string): Key => ({
  pk: `REVIEWS#${monthOf(at)}`,
  sk: `${at}#${personId}#${bookingId}`,
});
/** A month's reviews from `from` on and before `before`, which may be a review's own `sk`. */
export const reviewsOfMonth = (month: string, from = '0', before = '~') => ({
  pk: `REVIEWS#${month}`,
  from,
  to: before,
});

/** What a month's reviews of a service add up to: `{reviews, stars}`; these also tell which months have reviews. */
export const reviewSumKey = (at: string, service: string | null): Key => ({
  pk: 'REVIEWS',
  sk: `${monthOf(at)}#${service ?? ''}`,
});
export const reviewSums = (from = '0', before = '~') => ({
  pk: 'REVIEWS',
  from: monthOf(from),
  to: `${monthOf(before)}$`,
});

/** An appointment made on our page. */
export const bookingKey = (personId: string, booking: string): Key => ({
  pk: person(personId),
  sk: `BOOKING#${booking}`,
});

/** How many appointments a person has ever made on our page: `{made}`. Whoever makes one asks that it is the number read. */
export const bookingsMadeKey = (personId: string): Key => ({ pk: person(personId), sk: 'BOOKINGS' });
export const bookingRange = (personId: string) => ({
  pk: person(personId),
  from: 'BOOKING#',
  to: 'BOOKING#~',
});

/** A moment at which something is put on a person's line. */
export const timerKey = (personId: string, name: string): Key => ({
  pk: person(personId),
  sk: `TIMER#${name}`,
});

/** All of a person's timers. */
export const timersOf = (personId: string) => ({ pk: person(personId), from: 'TIMER#', to: 'TIMER#~' });

/** A minute's hints lie in eight partitions, by the last letter of the person's id. */
export const timerShards: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7];
const timerShard = (personId: string): number =>
  personId.charCodeAt(personId.length - 1) % timerShards.length;

/** Where to look for a timer in a minute, as 2026-11-24T09:00: `{person, name, mark}`. Two who hint at one timer at once write two. */
export const timerHintKey = (minute: string, personId: string, name: string, mark: string): Key => ({
  pk: `TIMERS#${minute}#${timerShard(personId)}`,
  sk: `${personId}#${name}#${mark}`,
});
export const timerHints = (minute: string, shard: number) => ({
  pk: `TIMERS#${minute}#${shard}`,
  from: '0',
  to: '~',
});

/** A schedule. Those that each event may touch lie apart, so that recording an event reads few of them. */
export const scheduleKey = (kept: 'timed' | 'relative', id: string): Key => ({
  pk: `SCHEDULES#${kept}`,
  sk: id,
});
export const schedulesOf = (kept: 'timed' | 'relative', behind = '') => ({
  pk: `SCHEDULES#${kept}`,
  from: `${behind}!`,
  to: '~',
});

/** Which work of a schedule was begun last: `{at}` or `{set}`. It goes with the schedule. */
export const begunWorkKey = (schedule: string): Key => ({ pk: 'SCHEDULES#begun', sk: schedule });

/** That a schedule is for a person alone, or belongs to a campaign, with which it goes: `{schedule}`. */
export const personScheduleKey = (personId: string, schedule: string): Key => ({
  pk: person(personId),
  sk: `SCHEDULE#${schedule}`,
});
export const schedulesOfPerson = (personId: string) => ({
  pk: person(personId),
  from: 'SCHEDULE#',
  to: 'SCHEDULE#~',
});
export const campaignScheduleKey = (campaign: string, schedule: string): Key => ({
  pk: `CAMPAIGN#${campaign}`,
  sk: `SCHEDULE#${schedule}`,
});
export const schedulesOfCampaign = (campaign: string) => ({
  pk: `CAMPAIGN#${campaign}`,
  from: 'SCHEDULE#',
  to: 'SCHEDULE#~',
});

/** Present once an occurrence of a schedule was recorded for somebody who was two people. */
export const firedKey = (personId: string, schedule: string, occurrence: string): Key => ({
  pk: person(personId),
  sk: `FIRED#${schedule}#${occurrence}`,
});

/** Present from before a minute's first call is ordered until nothing is left of it: `{mark}`. */
export const timerMinuteKey = (minute: string): Key => ({ pk: 'TIMERS', sk: minute });
export const timerMinutesUntil = (minute: string) => ({ pk: 'TIMERS', from: '0', to: minute });

/** What was decided about a thing and the line has not taken yet: `{messages}`, the oldest first. */
export const outboxKey = (id: string): Key => ({ pk: 'OUTBOX', sk: id });
export const wholeOutbox = { pk: 'OUTBOX', from: '!', to: '~' } as const;

/** What is booked of a service on a date, as 2026-11-24. */
export const bookedDayKey = (service: string, date: string): Key => ({ pk: `SLOTS#${service}`, sk: date });
export const bookedDays = (service: string, from: string, to: string) => ({
  pk: `SLOTS#${service}`,
  from,
  to,
});

/** An audience's members lie in 32 partitions, by the last letter of their ids, so that many are written and counted side by side. */
export const audienceShards: readonly string[] = Array.from('abcdefghijklmnopqrstuvwxyz234567');

/** A person's membership of an ad audience lies with the audience: one item serves the person and the counting. */
export const memberKey = (audience: string, personId: string): Key => ({
  pk: `AUDIENCE#${audience}#${personId.slice(-1)}`,
  sk: person(personId),
});
/** One partition's members, in the order of their ids; those from a person on, if one is named. */
export const memberRange = (audience: string, shard: string, fromPerson = '') => ({
  pk: `AUDIENCE#${audience}#${shard}`,
  from: person(fromPerson),
  to: 'PERSON#~',
});

/** Everybody who is known lies in 32 partitions too, so that many can go through all of them side by side. */
export const knownPersonKey = (personId: string): Key => ({
  pk: `PEOPLE#${personId.slice(-1)}`,
  sk: person(personId),
});
/** Whose an item is that lies under a person's own key among other people's. */
export const personOf = ({ sk }: Key): string => sk.slice(person('').length);
/** One partition's people in the order of their ids, behind a person if one is named. */
export const knownPeople = (shard: string, behindPerson = '') => ({
  pk: `PEOPLE#${shard}`,
  from: `${person(behindPerson)}!`,
  to: 'PERSON#~',
});
/** What a segment says, and whether it has been built. */
export const segmentKey = (segment: string): Key => ({ pk: 'SEGMENTS', sk: `SEGMENT#${segment}` });
export const allSegments = { pk: 'SEGMENTS', from: 'SEGMENT#', to: 'SEGMENT#~' } as const;
/** Counts the changes of all segments: `{version}`. */
export const segmentsVersionKey: Key = { pk: 'SEGMENTS', sk: 'VERSION' };
/** How far a build of a segment has come in one partition: `{build, behind, people}`. */
export const segmentBuildKey = (segment: string, shard: string): Key => ({
  pk: `SEGMENT#${segment}`,
  sk: `BUILD#${shard}`,
});
export const segmentBuilds = (segment: string) => ({
  pk: `SEGMENT#${segment}`,
  from: 'BUILD#',
  to: 'BUILD#~',
});
/** That a person is in a segment: `{since}`. */
export const segmentMemberKey = (segment: string, personId: string): Key => ({
  pk: `SEGMENT#${segment}#${personId.slice(-1)}`,
  sk: person(personId),
});
/** One partition's members in the order of their ids, behind a person if one is named. */
export const segmentMembers = (segment: string, shard: string, behindPerson = '') => ({
  pk: `SEGMENT#${segment}#${shard}`,
  from: `${person(behindPerson)}!`,
  to: 'PERSON#~',
});
/** Which segments a person is in, and what these remember of the person's events. */
export const personSegmentsKey = (personId: string): Key => ({ pk: person(personId), sk: 'SEGMENTS' });

/** How far the nightly reconciliation of ad audiences has come. */
export const reconciliationKey: Key = { pk: 'RECONCILIATION', sk: 'RECONCILIATION' };

/** A coupon. `code` is canonical. */
export const couponKey = (code: string): Key => ({ pk: `COUPON#${code}`, sk: 'COUPON' });

/** Whose a referral code is. `code` is canonical. */
export const referralCodeKey = (code: string): Key => ({ pk: `REFERRAL_CODE#${code}`, sk: 'REFERRAL_CODE' });

/** Present once somebody who is reached at a mailbox or phone (`email:…`, `phone:…`) was referred: `{friend}`. */
export const referredKey = (at: string): Key => ({ pk: `REFERRED#${at}`, sk: 'REFERRED' });

/** What is known of an address on a channel, by a keyed hash of both: it belongs to no person. */
export const suppressionKey = (hash: string): Key => ({ pk: `SUPPRESSED#${hash}`, sk: 'SUPPRESSED' });
/** Present once a received keyword was answered, by its message, and which by who sent it last: `{keyword?, expires}`. */
export const answeredKey = (channel: string, about: string): Key => ({
  pk: `ANSWERED#${channel}#${about}`,
  sk: 'ANSWERED',
});

/** A received message that was put aside, by when it came. */
export const quarantineKey = (at: string, id: string): Key => ({ pk: 'QUARANTINE', sk: `${at}#${id}` });
/** All of them before one's `sk`. */
export const quarantineRange = (before = '~') => ({ pk: 'QUARANTINE', from: '0', to: before });

/** Where a short link leads: `{to, expires}`. */
export const shortLinkKey = (code: string): Key => ({ pk: `LINK#${code}`, sk: 'LINK' });
/** That it was sent to the person: `{expires}`. */
export const personLinkKey = (personId: string, code: string): Key => ({
  pk: person(personId),
  sk: `LINK#${code}`,
});

/** How many messages a person wrote in an hour, as 2026-11-24T09: `{count, expires}`. */
export const inboundHourKey = (personId: string, hour: string): Key => ({
  pk: `INBOUND#${personId}`,
  sk: hour,
});
export const inboundOf = (personId: string) => ({ pk: `INBOUND#${personId}`, from: '0', to: '~' });

/** A campaign; ids begin with when it was made, so that they lie in that order. */
export const campaignKey = (campaign: string): Key => ({ pk: 'CAMPAIGNS', sk: campaign });
/** All of them before one's `sk`. */
export const campaignsBefore = (before = '~') => ({ pk: 'CAMPAIGNS', from: '!', to: before });
/** One run of a campaign, as it was told to begin. */
export const campaignRunKey = (campaign: string, run: string): Key => ({
  pk: `CAMPAIGN#${campaign}`,
  sk: `RUN#${run}`,
});
export const campaignRuns = (campaign: string) => ({
  pk: `CAMPAIGN#${campaign}`,
  from: 'RUN#',
  to: 'RUN#~',
});
/** How far a run has come in one partition of its audience. */
export const campaignCursorKey = (campaign: string, run: string, shard: string): Key => ({
  pk: `CAMPAIGN#${campaign}`,
  sk: `CURSOR#${run}#${shard}`,
});
export const campaignCursors = (campaign: string, run: string) => ({
  pk: `CAMPAIGN#${campaign}`,
  from: `CURSOR#${run}#`,
  to: `CURSOR#${run}#~`,
});
/** That somebody became one of two people while a run was under way: `{person, arm?, expires}`. */
export const mergedMeanwhileKey = (campaign: string, run: string, personId: string): Key => ({
  pk: `CAMPAIGN#${campaign}`,
  sk: `MERGED#${run}#${personId}`,
});
export const mergedMeanwhile = (campaign: string, run: string) => ({
  pk: `CAMPAIGN#${campaign}`,
  from: `MERGED#${run}#`,
  to: `MERGED#${run}#~`,
});
/** That a run of a campaign is under way: `{campaign, run}`. */
export const runUnderWayKey = (run: string): Key => ({ pk: 'CAMPAIGNS#UNDER_WAY', sk: run });
export const runsUnderWay = { pk: 'CAMPAIGNS#UNDER_WAY', from: '0', to: '~' };
/** From when on the next slice of a run may go: `{nextAt}`. */
export const campaignPaceKey = (campaign: string, run: string): Key => ({
  pk: `CAMPAIGN#${campaign}`,
  sk: `PACE#${run}`,
});

/** A list of people that was uploaded: `{people, updatedAt}`. */
export const listKey = (list: string): Key => ({ pk: 'LISTS', sk: list });
export const listsBehind = (behind = '') => ({ pk: 'LISTS', from: `${behind}!`, to: '~' });
/** That a person is on a list. */
export const listedKey = (list: string, personId: string): Key => ({
  pk: `LIST#${list}#${personId.slice(-1)}`,
  sk: person(personId),
});
/** One partition's people in the order of their ids, behind a person if one is named. */
export const listedPeople = (list: string, shard: string, behindPerson = '') => ({
  pk: `LIST#${list}#${shard}`,
  from: `${person(behindPerson)}!`,
  to: 'PERSON#~',
});
/** The keys that were made by the API, all in one item: `{version, keys}`. */
export const apiKeysKey: Key = { pk: 'KEYS', sk: 'KEYS' };

/** How many calls a key was let make in a minute, as 2026-11-24T09:30: `{taken, expires}`. */
export const callsKey = (key: string, minute: string): Key => ({ pk: `CALLS#${key}`, sk: minute });

/** A call that changed something, by the moment at which it began and the request's id. */
export const auditKey = (at: string, id: string): Key => ({
  pk: `AUDIT#${at.slice(0, 10)}`,
  sk: `${at}#${id}`,
});
/** Those of a day, as 2026-11-24, before one's `sk`. */
export const auditOfDay = (day: string, before = '~') => ({ pk: `AUDIT#${day}`, from: day, to: before });

/** An import; ids begin with when it was made, so that they lie in that order. */
export const importKey = (id: string): Key => ({ pk: 'IMPORTS', sk: id });
/** Which import was begun with an `Idempotency-Key`, by a hash of the calling key and it: `{import, digest, expires}`. */
export const importBegunKey = (hash: string): Key => ({ pk: `IMPORT_BEGUN#${hash}`, sk: 'IMPORT_BEGUN' });
/** All of them before one's `sk`. */
export const importsBefore = (before = '~') => ({ pk: 'IMPORTS', from: '!', to: before });
/** A part's number sorts as text. */
const partNumber = (part: number): string => String(part).padStart(6, '0');
/** What came of a part of an import; expires. */
export const importPartKey = (id: string, part: number): Key => ({
  pk: `IMPORT#${id}`,
  sk: `PART#${partNumber(part)}`,
});
/** What was wrong with a row, by its part, its place in it, and which of its faults it is; expires. */
export const importErrorKey = (id: string, part: number, row: number, fault: number): Key => ({
  pk: `IMPORT#${id}`,
  sk: `ERROR#${partNumber(part)}#${String(row).padStart(4, '0')}#${String(fault).padStart(3, '0')}`,
});
/** All of an import's errors behind one's `sk`. */
export const importErrors = (id: string, behind = 'ERROR#') => ({
  pk: `IMPORT#${id}`,
  from: `${behind}!`,
  to: 'ERROR#~',
});
