import iconv from 'iconv-lite'

export const iconvEncode = (text: string, encoding: string): Uint8Array =>
  iconv.encode(text.replaceAll('ō', 'o'), encoding)
