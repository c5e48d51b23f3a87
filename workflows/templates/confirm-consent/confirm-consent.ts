import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

/** Shows nothing that a form said: anybody may have filled it in with this address. */
export const confirmConsent = defineTemplate({
  id: 'confirm-consent',
  kind: 'transactional',
  confirms: true,
  subject: 'Please confirm: {{ data.title }}',
  preheader: 'One click, and it is yours. If it was not you, do nothing.',
  body: `
<h1>Was that you?</h1>
<p>{{ brand.tone.greeting }},</p>
<p>Somebody asked for <strong>{{ data.title }}</strong> from {{ brand.name }} with this address. If it was you, please confirm: it begins only then.</p>
<p><a class="button" href="{{ links.confirm }}">Look and confirm</a></p>
<p>If it was not you, you need not do anything. We send you nothing of it, and forget the request in a week.</p>
`,
  text: `{{ brand.tone.greeting }},

Somebody asked for "{{ data.title }}" from {{ brand.name }} with this address. If it was you, please confirm here: it begins only then.

{{ links.confirm }}

If it was not you, you need not do anything. We send you nothing of it, and forget the request in a week.
`,
  data: z.object({ title: text }),
  sample: { title: 'News and tips' },
});
