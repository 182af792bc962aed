import { t } from '@lingui/core/macro'
import type { Standing } from '#contract/figures.ts'
import { stateWords } from './words.ts'

export function State({ state }: { state: Standing['state'] }) {
  const { sign, word, tone } = stateWords[state]
  return (
    <span className={tone} style={{ whiteSpace: 'nowrap' }}>
      <span aria-hidden="true">{sign}</span> {t(word)}
    </span>
  )
}
