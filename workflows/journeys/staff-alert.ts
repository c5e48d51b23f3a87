import { staffAlerted } from '../events/staff-alerted.ts';
import { journey } from '../journey.ts';
import { saved } from '../saved.ts';
import { notifyStaff } from '../steps/notify-staff.ts';

const { channel, thread, sentFrom, sender, subject, text } = saved('alert', staffAlerted).properties;

/** Tells staff that somebody waits for their answer. */
export const staffAlert = journey({
  id: 'staff-alert',
  title: 'A message that staff are to answer',
  entry: { on: staffAlerted, as: 'alert' },
  key: 'message',
  reEntry: 'ignore',
  steps: [
    notifyStaff({
      id: 'tell-staff',
      template: 'staff-message',
      data: { channel, thread, sentFrom, sender, subject, text },
    }),
  ],
});
