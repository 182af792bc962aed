import { catalogue } from '#contract/figures.ts'
import { useAnswer } from '#web/asking.ts'
import { useMe } from '#web/session.tsx'

/** What there is to show figures of: billing, or as long as nothing is billed opportunities and activities. */
export function useWhatThereIs(): 'billing' | 'work' | 'nothing' | undefined {
  const { organisation } = useMe()
  const { data } = useAnswer(catalogue, {}, { enabled: organisation.empty })
  if (!organisation.empty) return 'billing'
  if (!data) return undefined
  return data.figures.some(({ madeOf, empty }) => madeOf.includes('work') && empty === null)
    ? 'work'
    : 'nothing'
}
