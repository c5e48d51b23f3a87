/** The GSM 03.38 alphabet; the characters of its extension table take two places. */
const basic = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]$/;
const extended = /^[\f^{}\\[~\]|€]$/;

/** How carriers cut a message: places in one alone, and in each of several. */
const room = { GSM: [160, 153], Unicode: [70, 67] } as const;

/** The encoding that a text needs, and the parts that it is sent, and billed, in. */
export function textParts(text: string): { readonly encoding: 'GSM' | 'Unicode'; readonly parts: number } {
  const characters = [...text];
  const isGsm = characters.every((each) => basic.test(each) || extended.test(each));
  const encoding = isGsm ? 'GSM' : 'Unicode';
  const places = isGsm
    ? characters.length + characters.filter((each) => extended.test(each)).length
    : text.length;
  const [alone, each] = room[encoding];
  return { encoding, parts: places <= alone ? 1 : Math.ceil(places / each) };
}
