export type Handlers = {
  /** @param attributes  each as ` name="value"`, for `attribute` to look into; names are local names */
  open(name: string, attributes: string): void
  /** A piece of text, entities resolved. */
  text(text: string): void
  close(name: string): void
}

/** A tag or text that is longer is no spreadsheet's: cells hold 32,767 characters. */
const longest = 1_000_000

/**
 * Reads XML piece by piece as it comes: elements, attributes, texts, CDATA, references to characters. A document type
 * is refused, as packages must not have one (ECMA-376 part 2, 8.1.4), so there are no entities to expand. It does not
 * check that tags match. Written here for two reasons: a general parser (saxes) hands over a text when it is complete,
 * so one without end fills the memory; and it takes nearly twice as long over the short tags of a sheet, of which a
 * million rows have 430 MB.
 * @see W3C, Extensible Markup Language 1.0, fifth edition, sections 2.3 to 2.7, 3.1 and 4.1
 */
export class XmlScanner {
  private rest = ''
  private readonly handlers: Handlers

  constructor(handlers: Handlers) {
    this.handlers = handlers
  }

  write(piece: string): void {
    const all = this.rest + piece
    let at = 0
    for (;;) {
      const start = all.indexOf('<', at)
      if (start === -1) break
      if (start > at) this.handlers.text(resolved(all.slice(at, start)))
      at = start
      const end = all.charCodeAt(start + 1) === exclamation ? this.aside(all, start) : this.tag(all, start)
      if (end === undefined) break
      at = end
    }
    this.rest = all.slice(at)
    if (this.rest.length > longest) throw new Error('it holds a text of more than a million characters')
  }

  end(): void {
    if (this.rest.trim() !== '') throw new Error('it ends within a tag')
  }

  /** @returns where it ends; undefined if that has not come yet */
  private tag(all: string, start: number): number | undefined {
    const end = tagEnd(all, start + 1)
    if (end === -1) return undefined
    const first = all.charCodeAt(start + 1)
    if (first === slash) this.handlers.close(local(all.slice(start + 2, end).trimEnd()))
    else if (first !== question) {
      const empty = all.charCodeAt(end - 1) === slash
      const stop = empty ? end - 1 : end
      let to = start + 1
      while (to < stop && !isSpace(all.charCodeAt(to))) to++
      const name = local(all.slice(start + 1, to))
      this.handlers.open(name, to < stop ? usual(all.slice(to, stop)) : '')
      if (empty) this.handlers.close(name)
    }
    return end + 1
  }

  /** Comments and CDATA. */
  private aside(all: string, start: number): number | undefined {
    const [opening, closing] = all.startsWith('<!--', start) ? ['<!--', '-->'] : ['<![CDATA[', ']]>']
    if (all.length < start + opening.length) return undefined
    if (!all.startsWith(opening, start)) throw new Error('it declares a document type')
    const end = all.indexOf(closing, start + opening.length)
    if (end === -1) return undefined
    if (opening !== '<!--') this.handlers.text(all.slice(start + opening.length, end))
    return end + closing.length
  }
}

/** An attribute of a tag that `XmlScanner` has read. */
export function attribute(attributes: string, name: string): string | undefined {
  const opening = ` ${name}="`
  const start = attributes.indexOf(opening)
  if (start === -1) return undefined
  const from = start + opening.length
  return resolved(attributes.slice(from, attributes.indexOf('"', from)))
}

const [slash, exclamation, question, quote, apostrophe, greater] = [...'/!?"\'>'].map(sign =>
  sign.charCodeAt(0),
)
const isSpace = (code: number) => code === 32 || code === 10 || code === 13 || code === 9

/** The `>` that ends a tag; within quotes it is a sign like any other. */
function tagEnd(all: string, from: number): number {
  let within = 0
  for (let at = from; at < all.length; at++) {
    const code = all.charCodeAt(at)
    if (within !== 0) {
      if (code === within) within = 0
    } else if (code === greater) return at
    else if (code === quote || code === apostrophe) within = code
  }
  return -1
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** Attributes as nearly every program writes them, ` name="value"`; those of the others are written so. */
function usual(attributes: string): string {
  if (!unusual.test(attributes)) return attributes
  return Array.from(
    attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g),
    ([, name, double, single]) => ` ${name}="${double ?? single!.replaceAll('"', '&quot;')}"`,
  ).join('')
}
const unusual = /'|\s=|=\s|[\t\r\n]/

function resolved(text: string): string {
  return text.includes('&') ? text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));/g, character) : text
}

function character(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return named[name] ?? whole
  const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole
}
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
