import { parseSync } from 'oxc-parser'

export type Escaped = { line: number; start: number; end: number; type: string; text: string; why: string }

type Node = { type: string; start: number; end: number; [key: string]: unknown }

/** Within these a text is in the catalogue: Lingui's macros. Its `Select` is not used: the kit has one too. */
const MACROS = new Set(['t', 'msg', 'plural', 'select', 'selectOrdinal', 'defineMessage'])
const MACRO_ELEMENTS = new Set(['Trans', 'Plural', 'SelectOrdinal'])

/** What a person reads or hears, as properties of elements and of objects: here a single small word is a text too. */
const READ =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|label|placeholder|title|alt|description|question|answer|head|header|kicker|aside|finding|word|nothingFoundMessage|caption|note)$/

/** What nobody reads. */
const UNREAD =
  /^(className|style|d|viewBox|fill|stroke|transform|points|href|to|path|id|key|type|role|variant|size|format|autoComplete|grid\w*|font\w*|css\w*|family|queryKey|rel|target|timeZone|position)$/

const letters = /\p{L}/u
/** A sentence, two words, or a word with a capital; `account_id`, `bar-end` and `aria-label` are none of these. */
const wordy = /(^|\s)\p{L}[\p{L}’'-]*[,:]?\s+\p{L}|^\p{Lu}\p{Ll}+[.…?]?$|^\p{Lu}\p{Ll}+\s/u

/** Texts of a screen that are not in the message catalogue, and those that are looked up before a language is known. */
export function escapedTexts(file: string, source: string): Escaped[] {
  const found: Escaped[] = []
  const tell = (node: Node, text: string, why: string) =>
    found.push({
      line: source.slice(0, node.start).split('\n').length,
      start: node.start,
      end: node.end,
      type: node.type,
      text: text.trim().replaceAll(/\s+/g, ' '),
      why,
    })
  const walk = (node: Node, above: Node[], seen: Seen): void => {
    const now = enter(node, above, seen)
    if (
      now.macro &&
      !seen.macro &&
      !now.inFunction &&
      /^(Tagged|Call)/.test(node.type) &&
      nameOf(node) !== 'msg'
    )
      tell(
        node,
        source.slice(node.start, node.end),
        'is said before a language is known: put it into a function',
      )
    if (!now.macro && !now.unread) {
      const text = textOf(node)
      const visible = now.read ? letters : node.type === 'JSXText' ? letters : wordy
      if (text !== undefined && visible.test(text)) tell(node, text, 'is not in the catalogue')
    }
    for (const child of childrenOf(node)) walk(child, [...above, node], now)
  }
  walk(parseSync(file, source).program as unknown as Node, [], {
    macro: false,
    read: false,
    unread: false,
    inFunction: false,
  })
  return found
}

type Seen = { macro: boolean; read: boolean; unread: boolean; inFunction: boolean }

/** What is known of a place from the nodes around it. */
function enter(node: Node, above: Node[], seen: Seen): Seen {
  const parent = above.at(-1)
  if (node.type.startsWith('TS') && !/^TS(As|Satisfies|NonNull)/.test(node.type))
    return { ...seen, unread: true }
  switch (node.type) {
    case 'TaggedTemplateExpression':
    case 'CallExpression':
      if (MACROS.has(nameOf(node) ?? '')) return { ...seen, macro: true }
      return /^(console\.|document\.|matchMedia$|localStorage\.|lazyRouteComponent$|\w+\.(closest|querySelector\w*)$)/.test(
        nameOf(node) ?? '',
      )
        ? { ...seen, unread: true }
        : { ...seen, read: false }
    case 'JSXElement':
      return {
        ...seen,
        read: false,
        macro:
          MACRO_ELEMENTS.has(nameOf(node['openingElement'] as Node) ?? '') ||
          (seen.macro && parent?.type !== 'JSXExpressionContainer'),
      }
    case 'JSXExpressionContainer':
      // within a text an expression is a value of its own: `<Trans>… {late ? 'late' : 'kept'}</Trans>` says two words
      return {
        ...seen,
        macro: seen.macro && parent?.type === 'JSXAttribute' && isMacro(above),
        read: seen.read || parent?.type === 'JSXElement',
      }
    case 'JSXAttribute':
      return aware(seen, (node['name'] as { name: string }).name, isMacro(above))
    case 'Property':
      return {
        ...aware(seen, keyOf(node), seen.macro),
        read: READ.test(keyOf(node)) || (seen.read && !READ.test(keyOf(node))),
      }
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
      return node['source'] ? { ...seen, unread: true } : seen
    case 'ImportExpression':
    case 'NewExpression':
    case 'ThrowStatement':
      return { ...seen, unread: true }
    case 'BinaryExpression':
      return /^[=!]==?$|^in$/.test(String(node['operator'])) ? { ...seen, unread: true } : seen
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return { ...seen, inFunction: true }
    default:
      return seen
  }
}

function isMacro(above: Node[]): boolean {
  const element = above.findLast(({ type }) => type === 'JSXOpeningElement')
  return element !== undefined && MACRO_ELEMENTS.has(nameOf(element) ?? '')
}

function aware(seen: Seen, name: string, macro: boolean): Seen {
  return { ...seen, macro, read: READ.test(name), unread: seen.unread || UNREAD.test(name) }
}

function keyOf(property: Node): string {
  const { name, value } = property['key'] as { name?: string; value?: string }
  return name ?? value ?? ''
}

/** `t` of t`…`, `plural` of plural(…), `console.error`, `Trans` of <Trans>. */
function nameOf(node: Node): string | undefined {
  const of = (node['tag'] ?? node['callee'] ?? node['name'] ?? undefined) as Node | undefined
  if (!of) return undefined
  if (of.type === 'MemberExpression')
    return `${(of['object'] as Node)['name'] as string}.${(of['property'] as Node)['name'] as string}`
  return of['name'] as string | undefined
}

function textOf(node: Node): string | undefined {
  if (node.type === 'JSXText') return String(node['value'])
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  if (node.type === 'TemplateLiteral')
    return (node['quasis'] as { value: { raw: string } }[]).map(({ value }) => value.raw).join(' ')
  return undefined
}

function childrenOf(node: Node): Node[] {
  return Object.entries(node)
    .filter(([key]) => !(node.type === 'Property' && key === 'key'))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter(
      (value): value is Node =>
        typeof value === 'object' && value !== null && 'type' in value && 'start' in value,
    )
}
