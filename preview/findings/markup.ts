import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { error, type Finding } from './finding.ts';

/**
 * The HTML standard, without the rules that email breaks on purpose: Outlook on Windows lays out by tables and their old
 * attributes, and inboxes drop what is not written into the elements.
 */
const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: {
      'no-deprecated-attr': 'off',
      'no-inline-style': 'off',
      'no-conditional-comment': 'off',
      // As MJML writes it.
      'doctype-style': 'off',
      'prefer-native-element': 'off',
      'presentation-role-style': 'off',
      // Told of the subject, see `sizeFindings`.
      'long-title': 'off',
    },
  }),
);

/** What a strict reading of the HTML finds wrong. */
export async function markupFindings(html: string): Promise<readonly Finding[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => error(`HTML, line ${line}: ${message} (${ruleId})`)),
  );
}
