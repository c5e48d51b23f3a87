/** What the state machine that goes through a campaign's audience is called behind `onward-`. */
export const campaignMachineName = 'run-campaign';

/** Names the executions of its Map: `…:execution:onward-run-campaign/Shard:…`. */
export const shardLabel = 'Shard';
