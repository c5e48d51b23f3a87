import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { compiledJourneys } from '../../infra/journeys.ts';
import { specs } from '../../infra/specs.ts';
import { fixtureApp } from './fixtures/synthesized.ts';

describe("cdk-nag's AwsSolutions", () => {
  it.each([
    ['the deployed functions and journeys', { specs, journeys: compiledJourneys() }],
    ['every kind of need and trigger', {}],
  ])('finds nothing without a written reason in %s', (_what, parts) => {
    const app = fixtureApp(parts);
    app.synth();
    const { violations } = new AwsSolutionsChecks(app, { verbose: true }).validateScope(app);
    expect(
      violations.map(({ ruleName, violatingResources }) => [
        ruleName,
        violatingResources.map((each) => each.constructPath),
      ]),
    ).toEqual([]);
  });

  it('looks at every stack of the app', () => {
    const app = fixtureApp();
    new Queue(new Stack(app, 'Careless'), 'Queue');
    app.synth();
    expect(new AwsSolutionsChecks().validateScope(app).violations.map(({ ruleName }) => ruleName)).toEqual([
      'AwsSolutions-SQS3',
      'AwsSolutions-SQS4',
    ]);
  });
});
