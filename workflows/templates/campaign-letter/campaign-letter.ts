import * as z from 'zod/mini';
import { text } from '../../events/fields.ts';
import { defineTemplate } from '../define-template.ts';

const line = text.check(z.maxLength(200));

/** A letter whose every word a campaign brings: nothing is deployed for a new one. */
export const campaignLetter = defineTemplate({
  id: 'campaign-letter',
  kind: 'marketing',
  topic: 'news',
  words: true,
  sms: {
    default: `{{ data.text | default: data.headline }}{% if data.buttonLink %}
{{ data.buttonLink }}{% endif %}`,
  },
  push: {
    default: {
      title: '{{ data.headline }}',
      body: '{{ data.text | default: data.preheader }}',
      link: '{{ data.buttonLink | default: brand.website }}',
    },
  },
  data: z.object({
    subject: line,
    /** What inboxes show beside the subject. */
    preheader: line,
    headline: line,
    paragraphs: z.array(text.check(z.maxLength(5_000))).check(z.minLength(1), z.maxLength(20)),
    buttonText: z.nullish(text.check(z.maxLength(60))),
    buttonLink: z.nullish(text.check(z.maxLength(2_000))),
    /** What a text message or a notification says instead of the paragraphs. */
    text: z.nullish(text.check(z.maxLength(600))),
  }),
  sample: {
    subject: 'Is your car ready for winter?',
    preheader: 'Tyres, battery, wipers: looked over in twenty minutes.',
    headline: 'Ready for winter',
    paragraphs: [
      'Before the first frost we look over tyres, battery, wipers and lights: twenty minutes, while you wait.',
      'Bring the car when it suits you. What we find, we tell you plainly.',
    ],
    buttonText: 'Choose a time',
    buttonLink: 'https://harbour-auto-care.example/winter',
    text: 'Is your car ready for winter? We look it over in twenty minutes.',
  },
});
