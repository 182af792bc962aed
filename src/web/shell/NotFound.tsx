import { Link } from '@tanstack/react-router'
import { Page } from '#web/parts/Page.tsx'

export function NotFound() {
  return (
    <main className="measure page">
      <Page
        question="Where is this page?"
        answer="Nothing stands at this address, or it is not yours to see. The link may be old."
      >
        <Link to="/">Go to Home</Link>
      </Page>
    </main>
  )
}
