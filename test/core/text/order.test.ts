import { expect, test } from 'vitest'
import { inOrderOf } from '#core/text/order.ts'

type Person = { name: string; billed: number | null }
const people: Person[] = [
  { name: 'Åsa', billed: 9 },
  { name: 'Bo', billed: null },
  { name: 'Cia', billed: 10 },
]
const columns = { name: (one: Person) => one.name, billed: (one: Person) => one.billed }
const names = (order: 'name' | '-name' | 'billed' | '-billed') =>
  people.toSorted(inOrderOf(columns, order)).map(({ name }) => name)

test('numbers sort as numbers, and who has none stands last both ways', () => {
  expect(names('billed')).toEqual(['Åsa', 'Cia', 'Bo'])
  expect(names('-billed')).toEqual(['Cia', 'Åsa', 'Bo'])
})

test('names sort as a reader would look for them', () => {
  expect(names('-name')).toEqual(['Cia', 'Bo', 'Åsa'])
})
