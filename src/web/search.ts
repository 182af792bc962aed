/** What an address may say after its question mark: plain texts, so that a code such as 2014 stays one. */
export type Search = Readonly<Record<string, string | undefined>>

export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search))
}

export function writeSearch(search: Record<string, unknown>): string {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    if (typeof value === 'string' && value !== '') given.set(name, value)
  return given.size > 0 ? `?${given}` : ''
}

/** Keeps the names a screen knows and drops the others. */
export function only<Name extends string>(...names: readonly Name[]) {
  return (search: Record<string, unknown>): { [N in Name]?: string | undefined } =>
    Object.fromEntries(
      names.flatMap(name => (typeof search[name] === 'string' ? [[name, search[name]]] : [])),
    ) as { [N in Name]?: string | undefined }
}

/** The order that an address names, if the list knows it. */
export function orderIn<Key extends string>(
  asked: string | undefined,
  keys: readonly Key[],
  otherwise: Key | `-${Key}`,
): Key | `-${Key}` {
  const known = keys.some(key => asked === key || asked === `-${key}`)
  return known ? (asked as Key | `-${Key}`) : otherwise
}
