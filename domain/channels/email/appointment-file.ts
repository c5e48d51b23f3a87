import { appointmentData } from '../../../workflows/templates/appointment-data.ts';
import { calendarFile } from '../../bookings/calendar.ts';
import { type Centre, serviceOf } from '../../centre/centre.ts';
import { hashText } from '../../ids.ts';
import type { Brand } from '../../messages/brand.ts';
import type { Message } from '../channel.ts';
import type { Attachment } from './attachment.ts';

/** For a service that is not the centre's own, as outside booking systems name them. */
const usualMinutes = 60;

/** More than any run has visits, so that a later run about the same booking begins above the earlier one's last. */
const visitsOfRun = 10_000;

interface Business {
  readonly brand: Brand;
  readonly centre: Centre;
  readonly sender: string;
}

/**
 * The calendar file of a message about an appointment; none for a template that declares none. Its number rises with
 * every message about a booking: by visits within a run, by the place of the entering event from run to run.
 */
export function appointmentFile(
  { template, task, run, to, now }: Message,
  { brand, centre, sender }: Business,
): Attachment | undefined {
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
