import type { Figure } from './figure.ts';
import { claim, consent, track } from './messages.ts';
import { inLanes, Served } from './served.ts';

/** So many come first, uncounted: V8 has compiled by then what runs often. */
const warmUp = 5_000;
const events = 10_000;
const claims = 2_000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function accepted(answer: Promise<{ status: number; body: string }>): Promise<void> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`answered ${status}: ${body}`);
}

/** A served local cloud with its data on disk: its start, single events, batches, and 2,000 people who claim at once. */
export async function overTheWire(): Promise<Figure[]> {
  // The first start synthesizes what is stale.
  const cloud = await (await Served.start()).restart();
  try {
    const figures: Figure[] = [
      { name: 'second start, template unchanged', value: cloud.startMs / 1000, unit: 's', aim: '≤ 5' },
      { name: 'memory at rest', value: cloud.memoryMb(), unit: 'MiB' },
    ];
    await inLanes(warmUp, 32, (index) =>
      accepted(cloud.call('POST', '/v1/track', track(index, 'Page Read', {}))),
    );
    await cloud.call('POST', '/_local/settle');

    const one = await timed(async () => {
      await inLanes(events, 32, (index) =>
        accepted(cloud.call('POST', '/v1/track', track(warmUp + index, 'Page Read', { index }))),
      );
    });
    const rest = await timed(() => cloud.call('POST', '/_local/settle'));
    figures.push(
      {
        name: 'single events answered, over the wire, on disk',
        value: events / one,
        unit: 'events/s',
        aim: '≥ 3,600',
      },
      {
        name: 'single events recorded, over the wire, on disk',
        value: events / (one + rest),
        unit: 'events/s',
      },
    );

    const batched = await timed(async () => {
      await inLanes(events / 100, 8, (batch) =>
        accepted(
          cloud.call('POST', '/v1/batch', {
            batch: Array.from({ length: 100 }, (_, index) => ({
              type: 'track',
              ...track(warmUp + events + batch * 100 + index, 'Page Read', {}),
            })),
          }),
        ),
      );
      await cloud.call('POST', '/_local/settle');
    });
    figures.push({
      name: 'events in batches of 100 recorded, over the wire, on disk',
      value: events / batched,
      unit: 'events/s',
    });

    figures.push(...(await claimsAtOnce(cloud)));
    return [...figures, { name: 'memory after all that', value: cloud.memoryMb(), unit: 'MiB' }];
  } finally {
    await cloud.stop();
  }
}

async function claimsAtOnce(cloud: Served): Promise<Figure[]> {
  const first = 100_000;
  await inLanes(claims, 32, (index) => accepted(cloud.call('POST', '/v1/track', consent(first + index))));
  await cloud.call('POST', '/_local/settle');
  const cpu = cloud.cpuMs();
  const seconds = await timed(async () => {
    await inLanes(claims, 32, (index) => accepted(cloud.call('POST', '/v1/track', claim(first + index))));
    await cloud.call('POST', '/_local/settle');
  });
  const cpuMs = cloud.cpuMs() - cpu;
  const { messages } = JSON.parse((await cloud.call('GET', '/_local/messages')).body) as {
    messages: unknown[];
  };
  if (messages.length !== claims) throw new Error(`${messages.length} emails for ${claims} claims`);
  return [
    {
      name: `${claims} people claim at once: all emails sent, on disk`,
      value: seconds,
      unit: 's',
      aim: '≤ 29',
    },
    { name: '… CPU for each, from HTTP to the email', value: cpuMs / claims, unit: 'ms', aim: '≤ 18' },
    { name: '… journeys started', value: claims / seconds, unit: 'runs/s' },
  ];
}
