const plain = 'AaCcDdEeGgIiLlNnOoRrSsTtUuYyZz'
const strange = 'ÅåÇçÐðÉéĜĝÎîŁłÑñÖöŔŕŠšŢţÛûÝýŽž'

/** English that can still be read and is yet no longer English; tags of a text stay what they are. */
export function accented(text: string): string {
  return text.replaceAll(/<[^>]*>|\p{L}/gu, part => strange[plain.indexOf(part)] ?? part)
}
