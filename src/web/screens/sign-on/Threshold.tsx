import type { ReactNode } from 'react'
import { Page } from '#web/parts/Page.tsx'
import './threshold.css'

/** The pages before one is inside: a narrow sheet, the plumb line beside it. */
export function Threshold(of: { question: string; answer?: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <div className="threshold">
      <div className="threshold-mark" aria-hidden="true">
        <svg width="40" height="100%" viewBox="0 0 40 400" preserveAspectRatio="xMidYMax slice">
          <path d="M20 0v345" stroke="currentColor" strokeWidth="1.5" />
          <path d="M10 345h20L20 378z" fill="currentColor" />
        </svg>
      </div>
      <main className="threshold-sheet" data-wide={of.wide || undefined}>
        <p className="threshold-name">Plumbline</p>
        <Page question={of.question} answer={of.answer}>
          {of.children}
        </Page>
      </main>
    </div>
  )
}
