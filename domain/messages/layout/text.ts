/** What surrounds a message's plain text, as Liquid. */
export const textLayout = `{{ body }}
{% if signed %}
{{ brand.tone.signOff }}
{% endif %}
--
{% if marketing %}You receive this because you asked {{ brand.name }} for news like it.
Unsubscribe: {{ links.unsubscribe }}
Choose what you receive: {{ links.preferences }}

{% endif %}{{ brand.name }}
{{ brand.postalAddress }}
{{ brand.website }}
`;
