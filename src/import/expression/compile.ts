import { decimal } from '#core/money/index.ts'
import { didYouMean } from '../near.ts'
import { functions } from './functions.ts'
import { operate } from './operators.ts'
import { type Node, SyntaxSlip } from './syntax.ts'
import { asNumber, asYes, type Compiled, type Reading } from './values.ts'

/** Finds a column, `of` a lookup or the document if named; throws a `Failure` with a hint if there is none. */
export type Resolve = (name: string, of: string | undefined) => Compiled

/** Turns an expression into a function of the row, once per file. `plain` is how text without a column reads. */
export function compile(node: Node, resolve: Resolve, plain: Reading): Compiled {
  const sub = (inner: Node) => compile(inner, resolve, plain)
  const made = (get: Compiled['get'], label: string, reading: Reading = plain): Compiled => ({
    get,
    label,
    mark: reading.mark,
    order: reading.order,
  })
  switch (node.is) {
    case 'number': {
      const value = decimal.parseDecimal(node.text)!
      return made(() => value, node.text)
    }
    case 'text': {
      const value = node.text === '' ? null : node.text
      return made(() => value, `'${node.text}'`)
    }
    case 'column':
      return resolve(node.name, node.of)
    case 'minus': {
      const of = sub(node.of)
      return made(at => {
        const number = asNumber(of, at)
        return number && { units: -number.units, scale: number.scale }
      }, of.label)
    }
    case 'not': {
      const of = sub(node.of)
      return made(at => !asYes(of, at), of.label)
    }
    case 'two': {
      const left = sub(node.left)
      const right = sub(node.right)
      return made(operate(node.by, left, right), joined(left.label, right.label), left)
    }
    case 'call': {
      const { make } = knownFunction(node.name, node.args.length)
      const args = node.args.map(sub)
      // Text cut out of a column is read as that column is; what day() gives is a plain day.
      return made(make(...args), joined(...args.map(arg => arg.label)), args[0] ?? plain)
    }
  }
}

/** Checks names and numbers of arguments without a file. */
export function checkCalls(node: Node): void {
  if (node.is === 'call') {
    knownFunction(node.name, node.args.length)
    node.args.forEach(checkCalls)
  } else if (node.is === 'two') {
    checkCalls(node.left)
    checkCalls(node.right)
  } else if (node.is === 'minus' || node.is === 'not') checkCalls(node.of)
}

function knownFunction(name: string, given: number) {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined
  if (!known)
    throw new SyntaxSlip(`there is no function “${name}”.${didYouMean(name, Object.keys(functions))}`)
  if (given < known.least || given > known.most) throw new SyntaxSlip(`${name} is written ${known.shape}`)
  return known
}

/** Columns that a value is made of, constants left out. */
function joined(...labels: string[]): string {
  const columns = new Set(
    labels.flatMap(label => label.split(', ')).filter(label => !/^(?:'.*'|[\d.]+|)$/.test(label)),
  )
  return [...columns].join(', ')
}
