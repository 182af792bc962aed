import { choices } from '#contract/figures.ts'
import { type Client, Refused } from './client.ts'

/** A name is looked up among those whose figures one may see. */
export async function subjectOf(client: Client, who: string): Promise<string> {
  if (who === 'me' || who === 'company' || /^(person|team|account):/.test(who)) return who
  const { people, teams } = await client.call(choices)
  const wanted = who.toLocaleLowerCase()
  const found = [...people, ...teams].filter(one => one.name.toLocaleLowerCase() === wanted)
  if (found.length === 1) return found[0]!.subject
  if (found.length === 0) throw new Refused(`There is nobody called ${who} whose figures you may see.`)
  throw new Refused(`Several are called ${who}: say ${found.map(one => `--of ${one.subject}`).join(' or ')}.`)
}
