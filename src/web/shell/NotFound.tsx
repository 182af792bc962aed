import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Page } from '#web/parts/Page.tsx'

export function NotFound() {
  return (
    <main className="measure page">
      <Page
        question={t`Where is this page?`}
        answer={t`Nothing stands at this address, or it is not yours to see. The link may be old.`}
      >
        <Link to="/">
          <Trans>Go to Home</Trans>
        </Link>
      </Page>
    </main>
  )
}
