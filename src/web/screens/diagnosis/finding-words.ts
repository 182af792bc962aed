import type { findings } from '#contract/diagnosis.ts'
import { t } from '@lingui/core/macro'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type StepKey, stepWords } from './words.ts'

type Found = Pick<Answer<typeof findings>['found'][number], 'key' | 'about' | 'facts'>

/** What was found, in a sentence with its evidence. */
export function findingSentence({ key, about, facts }: Found, format: Format): string {
  const number = (name: string) => Number(facts[name] ?? 0)
  const money = (name: string) => format.short(Math.abs(number(name)))
  const name = about.name
  switch (key) {
    case 'target_beyond':
      return beyondSentence(facts, money, format)
    case 'most_miss':
      return t`${number('missed')} of ${number('people')} people with a quota missed it: that is the target’s doing before it is theirs.`
    case 'common_gap':
      return t`Of a gap of ${money('gap')}, what is common to all comes to ${money('common')}: it would be missing whoever had sold.`
    case 'group_stands_out':
      return number('difference') < 0
        ? t`${String(facts['group'])} is ${format.decimal(-100 * number('difference'))} points of attainment under the others, as a whole (${number('people')} people).`
        : t`${String(facts['group'])} is ${format.decimal(100 * number('difference'))} points of attainment over the others, as a whole (${number('people')} people).`
    case 'person_stands_out':
      return t`${name} attained ${format.percent(number('attainment'))} where ${format.percent(number('centre'))} is usual, and chance does not explain it.`
    case 'largest_step': {
      const step = t(stepWords[String(facts['step']) as StepKey].name).toLocaleLowerCase()
      return t`Against the year before, most was lost by ${step}: ${money('amount')}.`
    }
    case 'discounts_bought_nothing':
      return t`Deeper discounts in ${number('pairs')} accounts and product lines bought no more pieces; at the price held before they would have billed ${money('given')} more.`
  }
}

/** By the forecast that was published before the period, where there was one; findings of old knew growth alone. */
function beyondSentence(facts: Found['facts'], money: (name: string) => string, format: Format): string {
  const [target, low, high] = [money('target'), money('low'), money('high')]
  if (facts['by'] !== 'forecast')
    return t`The target of ${target} was more than earlier growth let expect: ${low} to ${high} (80 %).`
  const day = format.day(String(facts['origin'] ?? ''))
  return t`The target of ${target} was more than the forecast as of ${day} thought possible: ${low} to ${high} at 80 %, ${money('low95')} to ${money('high95')} at 95 %.`
}
