import { beforeEach, expect, it } from 'vitest';
import { eventKey } from '../../../domain/records.ts';
import { person, SendMessageRig, staff, transactional } from './send-message-rig.ts';

let rig: SendMessageRig;
beforeEach(async () => {
  rig = await new SendMessageRig().begin();
});

const sent = () => {
  const { Html, Text } = rig.emails.at(-1)?.Content?.Simple?.Body ?? {};
  return { html: Html?.Data ?? '', text: Text?.Data ?? '' };
};

it('asks for a rating with one link for each number of stars', async () => {
  await rig.send({ ...transactional, template: 'appointment-thanks' });
  const { html, text } = sent();
  const links = [
    ...html.matchAll(/href="https:\/\/on\.example\/rate\?t=([\w.-]+)&amp;stars=(\d)&amp;[^"]*"/g),
  ];
  expect(links.map(([, , stars]) => stars)).toEqual(['5', '4', '3', '2', '1']);
  expect(text).toContain(`https://on.example/rate?t=${links[0]?.[1]}&stars=5&`);
  expect(text).toContain('How was your oil change');
});

it('tells staff of a bad rating with what came before it, in the order of the timeline', async () => {
  const at = '2026-11-20T10:00:00.000Z';
  const told = [
    ['Offer Claimed', { offer: 'oil-change' }],
    [
      'Appointment Booked',
      { bookingId: 'b-1', service: 'oil-change', startsAt: '2026-11-24T09:00:00-05:00' },
    ],
    ['Points Earned', { points: 100, reason: 'referral', reference: 'per_2', friend: 'per_2' }],
    ['Review Submitted', { bookingId: 'b-1', stars: 2, text: '<b>Late</b>\nagain' }],
  ] as const;
  for (const [index, [name, properties]] of told.entries())
    await rig.table.put({
      ...eventKey(person, index + 6),
      id: `evt_${index}`,
      seq: index + 6,
      person,
      name,
      properties,
      at,
    });
  await rig.send(transactional);
  await rig.send({
    ...staff,
    template: 'staff-review-alert',
    data: { ...transactional.data, stars: 2, text: '<b>Late</b>\nagain' },
  });
  const { html, text } = sent();
  expect(html).toContain('&lt;b&gt;Late&lt;/b&gt;');
  expect(text).toMatch(/Customer: Ada ada@example\.com/);
  const story = text
    .split('What came before')[1]
    ?.split('\n')
    .filter((line) => line.startsWith('- '));
  expect(story?.map((line) => line.replace(/^- [^:]*:\d\d [ap]m \w+: /, ''))).toEqual([
    'Offer Claimed (offer: oil-change)',
    'Appointment Booked (service: oil-change, startsAt: Tuesday 24 November 2026, 9:00 am EST)',
    'email “appointment-confirmation”, sent',
    'Points Earned (points: 100, reason: referral)',
    'Review Submitted (stars: 2, text: <b>Late</b> again)',
  ]);
});
