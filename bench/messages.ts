/** What the benchmarks send: as a browser would, with a message id of its own each. */
export const track = (index: number, event: string, properties: Record<string, unknown>) => ({
  messageId: `bench-${event}-${index}`,
  event,
  properties,
  anonymousId: `visitor-${index}`,
  context: { traits: { email: `visitor-${index}@example.com` } },
});

export const consent = (index: number) =>
  track(index, 'Consent Given', {
    channel: 'email',
    topic: 'offers',
    source: 'pop-up',
    wording: 'Offers by email, please',
  });

export const claim = (index: number) => track(index, 'Offer Claimed', { offer: 'oil-change' });
