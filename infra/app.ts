import { App } from 'aws-cdk-lib';
import { type OnwardProps, OnwardStack } from './onward-stack.ts';

/**
 * The CDK app, whose one stack fits any account and Region.
 *
 * @param context values below those that the CDK command line gives
 * @param outdir where the cloud assembly goes; the command line's choice, if it gives one, else `cdk.out`
 */
export function onwardApp(input: {
  readonly context: Readonly<Record<string, unknown>>;
  readonly outdir?: string;
  readonly props: OnwardProps;
}): App {
  const app = new App({
    context: {
      // As the CDK command line sets them, so that the template is the same without it.
      'aws:cdk:enable-asset-metadata': true,
      'aws:cdk:enable-path-metadata': true,
      ...input.context,
    },
    analyticsReporting: false,
    outdir: input.outdir,
  });
  new OnwardStack(app, 'Onward', input.props);
  return app;
}
