import { type Node, type Operator, SyntaxSlip } from './syntax.ts'
import { type Token, tokens } from './tokens.ts'

const deepest = 50

/** Binding strength; `not` stands between `and` and the comparisons, as in SQL. */
const strength: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '<>': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '&': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
}
const strengthOfNot = 3
const strengthOfMinus = 8

/**
 * Reads an expression. It can only compute: no loops, no access to anything but columns, and a bound on its
 * size, so that a mapping from anybody is safe to run.
 */
export function parseExpression(text: string): Node {
  const reader = new Reader(tokens(text))
  const node = reader.expression(0)
  reader.expectEnd()
  return node
}

class Reader {
  private at = 0
  private depth = 0
  private readonly list: readonly Token[]
  constructor(list: readonly Token[]) {
    this.list = list
  }

  expression(above: number): Node {
    if (++this.depth > deepest) throw new SyntaxSlip('it is nested too deeply')
    let left = this.prefix()
    for (;;) {
      const by = operatorOf(this.next)
      if (by === undefined || strength[by]! <= above) break
      this.at++
      left = { is: 'two', by, left, right: this.expression(strength[by]!) }
    }
    this.depth--
    return left
  }

  expectEnd() {
    if (this.next.is !== 'end') throw new SyntaxSlip(`“${this.next.text}” was not expected`)
  }

  private prefix(): Node {
    const token = this.take()
    if (token.is === 'number' || token.is === 'text') return { is: token.is, text: token.text }
    if (token.is === 'bracket') return { is: 'column', name: token.text }
    if (token.is === 'word') return this.word(token.text)
    if (token.text === '-') return { is: 'minus', of: this.expression(strengthOfMinus) }
    if (token.text === '(') {
      const inner = this.expression(0)
      this.expect(')')
      return inner
    }
    throw new SyntaxSlip(token.is === 'end' ? 'it ends too early' : `“${token.text}” was not expected`)
  }

  private word(word: string): Node {
    if (word.toLowerCase() === 'not') return { is: 'not', of: this.expression(strengthOfNot) }
    if (this.isSign('(')) return { is: 'call', name: word.toLowerCase(), args: this.args() }
    if (!this.isSign('.')) return { is: 'column', name: word }
    this.at++
    const column = this.take()
    if (column.is !== 'word' && column.is !== 'bracket')
      throw new SyntaxSlip(`a column is missing after “${word}.”`)
    return { is: 'column', of: word, name: column.text }
  }

  private args(): Node[] {
    this.expect('(')
    const args: Node[] = []
    if (!this.isSign(')'))
      do args.push(this.expression(0))
      while (this.isSign(',') && this.take())
    this.expect(')')
    return args
  }

  private get next(): Token {
    return this.list[this.at]!
  }
  private take(): Token {
    const token = this.next
    if (token.is !== 'end') this.at++
    return token
  }
  private isSign(text: string): boolean {
    return this.next.is === 'sign' && this.next.text === text
  }
  private expect(text: string) {
    const token = this.take()
    if (token.is !== 'sign' || token.text !== text) throw new SyntaxSlip(`“${text}” is missing`)
  }
}

function operatorOf(token: Token): Operator | undefined {
  if (token.is === 'word') {
    const word = token.text.toLowerCase()
    return word === 'and' || word === 'or' ? word : undefined
  }
  return token.is === 'sign' && token.text in strength ? (token.text as Operator) : undefined
}
