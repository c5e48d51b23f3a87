import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

export const staffNotice = defineTemplate({
  id: 'staff-notice',
  kind: 'staff',
  subject: '{{ data.title }}',
  preheader: 'A customer’s journey asks for a person’s eye.',
  body: `
<h1>{{ data.title }}</h1>
<p>{{ data.message }}</p>
<p>Customer: {% if person.firstName %}{{ person.firstName }} {% endif %}{% if person.email %}{{ person.email }}{% else %}no email address{% endif %}</p>
`,
  text: `{{ data.title }}

{{ data.message }}

Customer: {% if person.firstName %}{{ person.firstName }} {% endif %}{% if person.email %}{{ person.email }}{% else %}no email address{% endif %}
`,
  data: z.object({ title: text, message: text }),
  sample: {
    title: 'A customer needs a call',
    message: 'They answered the reminder and ask for a courtesy car on the day of the service.',
  },
});
