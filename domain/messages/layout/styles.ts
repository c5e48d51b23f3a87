import type { Brand } from '../brand.ts';

const fontStack = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";

/**
 * What a message's elements look like. Written into each element, because several inboxes drop a style sheet; what only
 * some can do (dark mode, narrow screens) is left to the sheet.
 */
export const elementStyles = ({ colours }: Brand): Readonly<Record<string, string>> => ({
  h1: `margin:0 0 20px;font-size:26px;line-height:1.25;font-weight:700;color:${colours.text}`,
  h2: `margin:28px 0 12px;font-size:19px;line-height:1.3;font-weight:700;color:${colours.text}`,
  p: `margin:0 0 16px;font-size:16px;line-height:1.6;color:${colours.text}`,
  ul: `margin:0 0 16px;padding-left:22px;font-size:16px;line-height:1.6;color:${colours.text}`,
  ol: `margin:0 0 16px;padding-left:22px;font-size:16px;line-height:1.6;color:${colours.text}`,
  li: 'margin:0 0 6px',
  blockquote: `margin:0 0 20px;padding:16px 20px;border-left:4px solid ${colours.primary};background:${colours.background};font-size:16px;line-height:1.6;color:${colours.text}`,
  table: 'width:100%;margin:0 0 20px;border-collapse:collapse',
  th: `padding:10px 16px 10px 0;text-align:left;vertical-align:top;font-size:14px;font-weight:400;color:${colours.muted};border-bottom:1px solid ${colours.background}`,
  td: `padding:10px 0;text-align:left;vertical-align:top;font-size:16px;color:${colours.text};border-bottom:1px solid ${colours.background}`,
  hr: `margin:24px 0;border:0;border-top:1px solid ${colours.background}`,
  a: `color:${colours.primary}`,
  /** Its height and width are borders: Outlook on Windows ignores a link's padding. */
  'a.button': `display:inline-block;margin:8px 0;border:solid ${colours.primary};border-width:13px 28px;border-radius:8px;background:${colours.primary};color:${colours.onPrimary};font-size:16px;line-height:1.25;font-weight:600;text-decoration:none`,
});

/** A body's source with each element's style written into it. Sources are ours: tags in lower case, no style of their own. */
export const withStyles = (source: string, styles: Readonly<Record<string, string>>): string =>
  source.replace(/<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g, (tag, name: string, attributes: string) => {
    const style = /class="button"/.test(attributes) ? styles[`${name}.button`] : styles[name];
    return style ? `<${name}${attributes.replace(/\s*\/$/, '')} style="${style}">` : tag;
  });

/** The style sheet: the dark theme, and less air on a phone. */
export const styleSheet = ({ colours }: Brand): string => `
    body { margin: 0; padding: 0; font-family: ${fontStack}; -webkit-text-size-adjust: 100%; }
    @media (max-width: 480px) {
      .frame { padding: 0 !important; }
      .card { border-radius: 0 !important; }
      .inset { padding-left: 22px !important; padding-right: 22px !important; }
      .button { display: block !important; text-align: center !important; }
    }
    @media (prefers-color-scheme: dark) {
      .page { background: #12161c !important; }
      .card { background: #1c222b !important; }
      .card h1, .card h2, .card p, .card li, .card ul, .card ol, .card td, .card blockquote { color: #eef2f6 !important; }
      .card th, .foot p, .foot a { color: #a9b4c0 !important; }
      .card td, .card th, .card hr { border-color: #333c48 !important; }
      .card blockquote { background: #262e39 !important; }
      .card p a:not(.button), .card li a { color: #8ec2ff !important; }
      .head { border-bottom-color: ${colours.primary} !important; }
    }`;

export const bodyFont = `font-family:${fontStack}`;
