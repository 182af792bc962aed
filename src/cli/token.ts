import { addToken, endToken, listTokens } from '#contract/people.ts'
import { parseArgs } from 'node:util'
import { aligned } from './aligned.ts'
import { openClient } from './client.ts'
import { CalledWrongly, type Command } from './command.ts'
import { signedIn } from './signed-in.ts'

export const tokenCommand: Command = {
  name: 'token',
  usage: 'token create NAME --as E-MAIL [--days N] [--json] | token list [--json] | token revoke TOKEN-ID',
  does:
    'API tokens with your own rights; create signs in (the password is asked for, or read from standard input) and\n' +
    '    shows the token this once; in a demo --as takes a name and no password is asked',
  async run([verb = '', ...args]) {
    if (verb === 'create') return create(args)
    if (verb === 'list') return list(args)
    if (verb === 'revoke') return revoke(args)
    throw new CalledWrongly('token is followed by create, list or revoke.')
  },
}

async function create(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { as: { type: 'string' }, days: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [name, ...more] = positionals
  if (name === undefined || more.length > 0) throw new CalledWrongly('token create takes one name.')
  if (values.as === undefined)
    throw new CalledWrongly('A token cannot make another: say who you are with --as E-MAIL.')
  if (values.days !== undefined && !/^\d{1,3}$/.test(values.days))
    throw new CalledWrongly('--days takes a whole number of days.')
  const days = values.days === undefined ? {} : { days: Number(values.days) }
  const made = await signedIn(values.as, client => client.call(addToken, { body: { name, ...days } }))
  if (values.json) console.log(JSON.stringify(made))
  else {
    // the token alone goes to standard output, so that it can be put into a variable
    console.error(`Token ${name} (${made.id}), with your own rights. It is shown this once:`)
    console.log(made.token)
  }
  return 0
}

async function list(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } })
  const { tokens } = await openClient().call(listTokens)
  if (values.json) console.log(JSON.stringify(tokens))
  else if (tokens.length === 0) console.log('You have no API tokens.')
  else {
    const minute = (at: string | null) => at?.slice(0, 16) ?? 'never'
    console.log(
      aligned([
        ['id', 'name', 'made', 'last used', 'ends'],
        ...tokens.map(one => [
          one.id,
          one.name,
          minute(one.madeAt),
          minute(one.lastUsedAt),
          one.endedAt ? `ended ${minute(one.endedAt)}` : minute(one.expiresAt),
        ]),
      ]),
    )
  }
  return 0
}

async function revoke(args: readonly string[]): Promise<number> {
  const [id, ...more] = args
  if (id === undefined || more.length > 0)
    throw new CalledWrongly('token revoke takes one id (see plumbline token list).')
  await openClient().call(endToken, { params: { id } })
  console.log('The token has ended.')
  return 0
}
