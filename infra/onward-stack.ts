import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionSpec } from '../functions/shared/spec.ts';
import {
  apiAlarm,
  audienceAlarms,
  failedRunsAlarm,
  functionAlarm,
  lineAlarms,
  openExecutionsAlarm,
  reputationAlarms,
} from './alarms.ts';
import type { CompiledJourney } from './journeys.ts';
import { localNumbers } from './local-numbers.ts';
import { ownersPart } from './local-owner.ts';
import { machineArn } from './machines.ts';
import { AlarmBell } from './parts/alarm-bell.ts';
import { Audiences } from './parts/audiences.ts';
import { campaignDefinition } from './parts/campaign-definition.ts';
import { campaignMachineName, shardLabel } from './parts/campaign-machine-names.ts';
import { Email } from './parts/email.ts';
import { Inbound } from './parts/inbound.ts';
import { JourneyMachines } from './parts/journey-machines.ts';
import { Line } from './parts/line.ts';
import { MapMachine } from './parts/map-machine.ts';
import { peopleWalk, walkLabel } from './parts/people-walk.ts';
import { PublicApi } from './parts/public-api.ts';
import { recountedLabel, reportRecounts, reportRecountsName } from './parts/report-recounts.ts';
import { partitionLabel, segmentBuilds, segmentBuildsName } from './parts/segment-builds.ts';
import { ServiceFunction } from './parts/service-function.ts';
import { Sms } from './parts/sms.ts';
import { Store } from './parts/store.ts';
import { scheduleWalk, Timetable } from './parts/timetable.ts';
import { Unhandled } from './parts/unhandled.ts';
import { WhatsApp } from './parts/whatsapp.ts';
import { ruleSetName } from './receiving.ts';
import { resourcesOf } from './resources.ts';
import type { Settings } from './settings.ts';
import { connect } from './triggers.ts';

export interface OnwardProps {
  readonly settings: Settings;
  readonly specs: readonly FunctionSpec[];
  readonly journeys: readonly CompiledJourney[];
  /** The folder of a function's bundle. */
  readonly code: (name: string) => string;
}

/** Everything that exists in the owner's account. */
export class OnwardStack extends Stack {
  constructor(scope: Construct, id: string, props: OnwardProps) {
    super(scope, id, { description: "Onward: customers' journeys as workflows" });
    const { settings, specs } = props;
    const { logRetentionDays } = settings;
    const journeys = props.journeys.map((journey) => ({ ...journey, arn: machineArn(this, journey.id) }));

    const store = new Store(this, 'Store');
    const line = new Line(this, 'Line', { consumerTimeoutSeconds: consumerTimeout(specs, 'line') });
    const audiences = new Audiences(this, 'Audiences', {
      consumerTimeoutSeconds: consumerTimeout(specs, 'audiences'),
    });
    const email = new Email(this, 'Email', { domain: settings.senderDomain });
    const inbound = settings.replySubdomain
      ? new Inbound(this, 'Inbound', { domain: `${settings.replySubdomain}.${settings.senderDomain}` })
      : undefined;
    const { smsSender, whatsappSender } = settings;
    const sms = smsSender === '' ? undefined : new Sms(this, 'Sms', { sender: smsSender });
    const whatsapp =
      whatsappSender === '' ? undefined : new WhatsApp(this, 'WhatsApp', { sender: whatsappSender });
    this.templateOptions.metadata = {
      Onward: {
        ...ownersPart,
        ...localNumbers(settings),
        ...(inbound && { ActiveReceiptRuleSet: ruleSetName }),
      },
    };
    const api = new PublicApi(this, 'Http', settings);
    const timetable = new Timetable(this, 'Timetable');
    const unhandled = new Unhandled(this, 'Unhandled');

    const resources = resourcesOf(this, {
      store,
      line,
      audiences,
      email,
      sms,
      whatsapp,
      inbound,
      api,
      timetable,
      journeys,
      demoWriteKey: settings.demoWriteKey,
    });
    const functions = new Map<string, ServiceFunction>();
    for (const spec of specs) {
      const made = new ServiceFunction(this, spec.name, {
        spec,
        code: props.code(spec.name),
        resources,
        logRetentionDays,
        unhandled: unhandled.queue,
      });
      connect(made, {
        api,
        line,
        audiences,
        store,
        unhandled,
        topics: {
          emailFeedback: email.feedback,
          receivedMail: inbound?.topic,
          smsEvents: sms?.events,
          smsInbound: sms?.inbound,
          whatsappEvents: whatsapp?.events,
        },
        timetable,
        machineArns: journeys.map((each) => each.arn),
      });
      functions.set(spec.name, made);
    }
    const task = (name: string) => named(functions, name).function;
    const machines = new JourneyMachines(this, 'Journeys', {
      journeys,
      tasks: { RunStepArn: task('run-step'), SendMessageArn: task('send-message') },
      logRetentionDays,
    });
    const maps = {
      Campaigns: {
        name: campaignMachineName,
        purpose: "goes through a campaign's audience",
        definition: campaignDefinition,
        label: shardLabel,
        task: task('run-campaign'),
      },
      SegmentBuilds: {
        name: segmentBuildsName,
        purpose: 'builds segments',
        definition: segmentBuilds,
        label: partitionLabel,
        task: task('build-segments'),
      },
      ReportRecounts: {
        name: reportRecountsName,
        purpose: 'recounts reports',
        definition: reportRecounts,
        label: recountedLabel,
        task: task('recount-reports'),
      },
      ScheduleWalk: {
        name: scheduleWalk,
        purpose: 'goes through the people of a schedule',
        definition: peopleWalk,
        label: walkLabel,
        task: task('run-schedule'),
      },
    };
    for (const [id, map] of Object.entries(maps)) new MapMachine(this, id, { ...map, logs: machines.logs });

    const bell = new AlarmBell(this, 'Alarms', {
      email: settings.alarmEmail,
      runbookUrl: settings.runbookUrl,
    });
    lineAlarms(bell, line, unhandled);
    audienceAlarms(bell, audiences);
    failedRunsAlarm(bell, machines);
    openExecutionsAlarm(bell);
    reputationAlarms(bell);
    functionAlarm(bell, functions.values());
    apiAlarm(bell, api);
  }
}

function named(functions: ReadonlyMap<string, ServiceFunction>, name: string): ServiceFunction {
  const found = functions.get(name);
  if (!found)
    throw new Error(`a state machine calls the function ${name}, which is not listed in infra/specs.ts`);
  return found;
}

/** Seconds: the time-out of the function that takes from a queue. */
function consumerTimeout(specs: readonly FunctionSpec[], queue: 'line' | 'audiences'): number {
  const consumers = specs.filter((spec) => spec.triggers?.consumes?.queue === queue);
  const [consumer] = consumers;
  if (!consumer || consumers.length > 1)
    throw new Error(
      `exactly one function takes from the queue "${queue}", but these say so: ${consumers.map((spec) => spec.name).join(', ') || 'none'}`,
    );
  return consumer.timeoutSeconds;
}
