import { calendarFile } from '../../domain/bookings/calendar.ts';
import { type Centre, serviceOf } from '../../domain/centre/centre.ts';
import { hashText } from '../../domain/ids.ts';
import type { Brand } from '../../domain/messages/brand.ts';
import type { RunRecord } from '../../domain/runs/run-record.ts';
import type { MessageTask } from '../../workflows/task.ts';
import { appointmentData } from '../../workflows/templates/appointment-data.ts';
import type { Template } from '../../workflows/templates/define-template.ts';
import type { Attachment } from './attachment.ts';

/** For a service that is not the centre's own, as outside booking systems name them. */
const usualMinutes = 60;

/** More than any run has visits, so that a later run about the same booking begins above the earlier one's last. */
const visitsOfRun = 10_000;

interface Circumstances {
  readonly template: Template;
  readonly task: MessageTask;
  readonly run: Pick<RunRecord, 'entry'>;
  readonly to: string;
  readonly brand: Brand;
  readonly centre: Centre;
  readonly sender: string;
  readonly now: Date;
}

/**
 * The calendar file of a message about an appointment; none for a template that declares none. Its number rises with
 * every message about a booking: by visits within a run, by the place of the entering event from run to run.
 */
export function appointmentFile({
  template,
  task,
  run,
  to,
  brand,
  centre,
  sender,
  now,
}: Circumstances): Attachment | undefined {
  const { calendar: method } = template;
  if (!method) return undefined;
  const { bookingId, service: booked, startsAt } = appointmentData.parse(task.data);
  const service = serviceOf(centre, booked);
  const file = calendarFile({
    method,
    uid: `${hashText(24, task.run.person, bookingId)}@${sender.split('@').at(-1)}`,
    sequence: run.entry.seq * visitsOfRun + task.visit,
    startsAt: new Date(startsAt),
    minutes: service?.minutes ?? usualMinutes,
    summary: `${service?.name ?? booked}, ${brand.name}`,
    location: brand.postalAddress,
    organizer: { name: brand.name, email: brand.staffEmail },
    attendee: to,
    now,
  });
  return {
    filename: 'appointment.ics',
    contentType: `text/calendar; method=${method.toUpperCase()}; charset=utf-8`,
    content: Buffer.from(file),
  };
}
