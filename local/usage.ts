/** What AWS would bill for, counted since the local cloud started. Shapes as in `GET /_local/usage`. */
export class Usage {
  /** Executed states plus retries. */
  stateTransitions = 0;
  lambdaInvocations = 0;
  lambdaGbSeconds = 0;
  readonly dynamodb = { readUnits: 0, writeUnits: 0 };
  sqsRequests = 0;
  snsPublishes = 0;
  sesMessages = 0;
  /** Texts are billed by the part. */
  smsParts = 0;
  whatsappMessages = 0;
  /** Received by a receipt rule. */
  sesReceived = 0;
  s3Puts = 0;
  s3Gets = 0;
  httpRequests = 0;
  schedulerInvocations = 0;
  eventbridgeEvents = 0;
}
