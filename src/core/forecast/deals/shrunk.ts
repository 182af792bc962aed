/**
 * Seen over expected, drawn towards 1; how much groups truly differ is measured on them (by moments).
 * @see Clayton & Kaldor 1987, Biometrics 43
 */
export function shrunk(groups: readonly { seen: number; expected: number }[]): number[] {
  const known = groups.filter(({ expected }) => expected > 0)
  const all = known.reduce((sum, { expected }) => sum + expected, 0)
  const squares = known.reduce((sum, { seen, expected }) => sum + (seen - expected) ** 2 / expected, 0)
  const second = known.reduce((sum, { expected }) => sum + expected * expected, 0)
  const between = all > 0 ? Math.max(0, (squares - (known.length - 1)) / (all - second / all || Infinity)) : 0
  // a gamma with mean 1 and this variance; none where groups differ no more than chance
  const strength = between > 1e-6 ? 1 / between : 1e6
  return groups.map(({ seen, expected }) => (seen + strength) / (expected + strength))
}
