const segmentClients = 'events are sent by Segment’s clients; many at once by `people import`';

/** Operations of the API that no command calls, and why. A test asks that each of the others has one. */
export const notOffered: Readonly<Record<string, string>> = {
  track: segmentClients,
  identify: segmentClients,
  page: segmentClients,
  screen: segmentClients,
  group: segmentClients,
  alias: segmentClients,
  batch: segmentClients,
  redeemCoupon: 'a till does it, in the moment of paying',
  redeemPoints: 'a till does it, in the moment of paying',
  answerConversation: 'is written beside the conversation, which needs more than a line',
  closeConversation: 'is decided beside the conversation',
  choosePrimary: 'is done with the person on the phone, in the program of the counter',
  detachIdentifier: 'is done with the person on the phone, in the program of the counter',
};
