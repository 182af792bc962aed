import { type ReactNode, useEffect } from 'react'

/** A page answers one question: its heading asks, its first line answers. */
export function Page(of: {
  /** Where one is, when the question alone does not say: the person, the account. */
  kicker?: ReactNode
  question: string
  answer?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}) {
  useEffect(() => {
    document.title = `${of.question} · Plumbline`
  }, [of.question])
  return (
    <>
      <header className="page-head">
        <div className="page-words">
          {of.kicker && <p className="kicker">{of.kicker}</p>}
          <h1 className="question">{of.question}</h1>
          {of.answer && <div className="answer">{of.answer}</div>}
        </div>
        {of.actions && <div className="page-actions">{of.actions}</div>}
      </header>
      {of.children}
    </>
  )
}

export function Section(of: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="section" aria-label={of.title}>
      <div className="section-head">
        <h2>{of.title}</h2>
        {of.aside && <div className="aside">{of.aside}</div>}
      </div>
      {of.children}
    </section>
  )
}
