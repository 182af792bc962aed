import { SyntaxSlip } from './syntax.ts'

export type Token =
  | { readonly is: 'number' | 'text' | 'word' | 'bracket'; readonly text: string; readonly at: number }
  | { readonly is: 'sign'; readonly text: string; readonly at: number }
  | { readonly is: 'end'; readonly text: ''; readonly at: number }

const longest = 2000

const pattern =
  /\s*(?:(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|"((?:[^"]|"")*)"|\[([^\]]+)\]|([\p{L}_][\p{L}\p{N}_]*)|(<>|<=|>=|!=|==|[-+*/&=<>(),.]))/uy

export function tokens(text: string): Token[] {
  if (text.length > longest) throw new SyntaxSlip(`it is longer than ${longest} characters`)
  const found: Token[] = []
  const end = text.trimEnd().length
  pattern.lastIndex = 0
  for (let at = 0; at < end; at = pattern.lastIndex) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (!match) throw new SyntaxSlip(`“${text.slice(at).trim().slice(0, 20)}” is not understood`)
    found.push({ ...token(match), at })
  }
  found.push({ is: 'end', text: '', at: end })
  return found
}

function token([, number, single, double, bracket, word, sign]: RegExpExecArray) {
  if (number !== undefined) return { is: 'number', text: number } as const
  if (single !== undefined) return { is: 'text', text: single.replaceAll("''", "'") } as const
  if (double !== undefined) return { is: 'text', text: double.replaceAll('""', '"') } as const
  if (bracket !== undefined) return { is: 'bracket', text: bracket.replace(/\s+/g, ' ').trim() } as const
  if (word !== undefined) return { is: 'word', text: word } as const
  return { is: 'sign', text: sign === '!=' ? '<>' : sign === '==' ? '=' : sign! } as const
}
