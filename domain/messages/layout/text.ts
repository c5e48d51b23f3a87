/** What surrounds a message's plain text, as Liquid. */
export const textLayout = `{{ body }}
{% if signed %}
{{ brand.tone.signOff }}
{% endif %}
--
{% if marketing %}You receive this because you asked {{ brand.name }} for news like it.
Unsubscribe: {{ links.unsubscribe }}
Choose what you receive: {{ links.preferences }}

{% elsif reason != "" %}This is about {{ reason }}, and no advertising: it comes whatever you choose to receive.

{% endif %}{{ brand.name }}
{{ brand.postalAddress }}
{{ brand.website }}
`;
