import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'

// said before there is a language
const early = t`too early`

export function Broken({ late }: { late: boolean }) {
  return (
    <p className="two classes" aria-label="spoken">
      plain
      <Trans>Carried, but {late ? 'late' : 'in time'}</Trans>
      <input placeholder={t`carried`} title={`No ${early}`} />
      {late && 'Far too late'}
      {late === ('Compared with' as unknown) ? <i key="a key" /> : null}
    </p>
  )
}
