import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

export const staffMessage = defineTemplate({
  id: 'staff-message',
  kind: 'staff',
  subject:
    '{% if person.firstName %}{{ person.firstName }}{% else %}A customer{% endif %} wrote by {{ data.channel }} and waits for an answer',
  preheader: 'No rule knew what to do with it.',
  story: true,
  body: `
<h1>{% if person.firstName %}{{ person.firstName }}{% else %}A customer{% endif %} waits for an answer</h1>
{% if data.sender == 'other' %}<p><strong>It came from {{ data.sentFrom }}, which is none of this customer’s addresses.</strong> Be careful with what you tell them.</p>
{% else %}<p>From {{ data.sentFrom }}, by {{ data.channel }}{% if data.subject %}: {{ data.subject }}{% endif %}</p>
{% endif %}<p style="white-space:pre-line" dir="auto">{{ data.text }}</p>
<p>Conversation: {{ data.thread }}</p>
<h2>What came before</h2>
<ul>
{% for entry in story %}<li>{{ entry.at | local_time: brand.timezone }}: {{ entry.what }}</li>
{% endfor %}</ul>
`,
  text: `{% if person.firstName %}{{ person.firstName }}{% else %}A customer{% endif %} waits for an answer.

{% if data.sender == 'other' %}It came from {{ data.sentFrom }}, which is none of this customer’s addresses.
Be careful with what you tell them.{% else %}From {{ data.sentFrom }}, by {{ data.channel }}{% if data.subject %}: {{ data.subject }}{% endif %}{% endif %}

{{ data.text }}

Conversation: {{ data.thread }}

What came before:
{% for entry in story %}
{{ entry.at | local_time: brand.timezone }}: {{ entry.what }}{% endfor %}
`,
  data: z.object({
    channel: text,
    thread: text,
    sentFrom: z.string(),
    sender: z.enum(['person', 'other']),
    subject: z.nullish(z.string()),
    text: z.string(),
  }),
  sample: {
    channel: 'email',
    thread: 'thr_abcdefghijklmnopqrstuvwx_abcdefghijklmnop',
    sentFrom: 'ada@example.com',
    sender: 'person',
    subject: 'Re: Your 20% off an oil change',
    text: 'Do you have a courtesy car?',
  },
});
