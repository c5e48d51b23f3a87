import type { Brand } from '../brand.ts';
import { bodyFont, elementStyles, styleSheet } from './styles.ts';

/** Blank characters after the preheader, so that an inbox's preview does not run on into the message. */
const previewPadding = '&#847;&zwnj;&nbsp;'.repeat(60);

const mark = ({
  colours,
}: Brand): string => `{% if brand.logoUrl != "" %}<img src="{{ brand.logoUrl }}" alt="{{ brand.name }}" height="40" style="display:block;height:40px;border:0">
{% else %}<span style="font-size:19px;font-weight:700;color:${colours.onPrimary}">{{ brand.name }}</span>{% endif %}`;

const small = ({ colours }: Brand): string =>
  `margin:0 0 8px;font-size:13px;line-height:1.5;color:${colours.muted}`;

const signature = (brand: Brand): string =>
  `{% if signed %}<p style="${elementStyles(brand).p}">{{ brand.tone.signOff | escape | newline_to_br | raw }}</p>{% endif %}`;

/** `ses:no-track` keeps SES from leading the ways out through its click counter; it takes the attribute away. */
const foot = (brand: Brand): string => {
  const link = `color:${brand.colours.muted};text-decoration:underline`;
  return `{% if marketing %}<p style="${small(brand)}">You receive this because you asked {{ brand.name }} for news like it.<br>
<a ses:no-track href="{{ links.unsubscribe }}" style="${link}">Unsubscribe</a> &nbsp;&middot;&nbsp; <a ses:no-track href="{{ links.preferences }}" style="${link}">Choose what you receive</a></p>
{% elsif reason != "" %}<p style="${small(brand)}">This is about {{ reason }}, and no advertising: it comes whatever you choose to receive.</p>
{% endif %}<p style="${small(brand)}"><a href="{{ brand.website }}" style="${link}">{{ brand.name }}</a><br>{{ brand.postalAddress }}</p>`;
};

/** The HTML around a message's body, as Liquid: tables, because Outlook on Windows lays out nothing else. */
export const htmlLayout = (brand: Brand): string => `<!doctype html>
<html lang="en" dir="ltr">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <title>{{ subject }}</title>
  <style>${styleSheet(brand)}
  </style>
</head>
<body class="page" style="margin:0;padding:0;background:${brand.colours.background};${bodyFont}">
<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all">{{ preheader }}${previewPadding}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:${brand.colours.background}">
<tr><td class="frame" align="center" style="padding:32px 12px">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background:#ffffff;border-radius:12px;overflow:hidden">
<tr><td class="head inset" style="padding:20px 40px;background:${brand.colours.primary};border-bottom:1px solid ${brand.colours.primary}">${mark(brand)}</td></tr>
<tr><td class="inset" style="padding:36px 40px 24px">
{{ body | raw }}
${signature(brand)}
</td></tr>
</table>
<table role="presentation" class="foot" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td class="inset" align="center" style="padding:24px 40px;text-align:center">${foot(brand)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
