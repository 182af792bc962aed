/**
 * Where a fiscal year lands: what its known months billed is sure, so that expectation and ranges of the rest are moved
 * by it and stay as wide as they are.
 * @param billed  of the months of the year that are known whole
 * @param rest    what the months to come are foretold to bring together, by name
 */
export function landing<Names extends string>(
  billed: number,
  rest: Readonly<Record<Names, number>>,
): Record<Names, number> {
  const landed: Record<Names, number> = { ...rest }
  for (const name in landed) landed[name] += billed
  return landed
}
