/** The receipt rule set, which the owner puts in force by hand: CloudFormation cannot. */
export const ruleSetName = 'onward';

/** What the names of received mail's objects begin with. */
export const receivedPrefix = 'mail/';

/** Days that received mail is kept. */
export const keptDays = 30;
