/** What an expression means, before anybody knows the columns. */
export type Node =
  | { readonly is: 'number'; readonly text: string }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'column'; readonly name: string; readonly of?: string }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly is: 'not' | 'minus'; readonly of: Node }
  | { readonly is: 'two'; readonly by: Operator; readonly left: Node; readonly right: Node }

export type Operator = 'or' | 'and' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '&' | '+' | '-' | '*' | '/'

/** A sentence about the expression's own text. */
export class SyntaxSlip extends Error {}
