import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Problem } from '#web/client.ts'
import './states.css'

/** Something went wrong: what, and what to do, with a way to try again. */
export function Trouble({ error, again }: { error: unknown; again?: () => unknown }) {
  const problem =
    error instanceof Problem
      ? error
      : new Problem({
          kind: 'screen',
          title: t`This page could not be shown`,
          detail: t`Load it again; if it stays like this, tell whoever runs Plumbline for you.`,
        })
  const worthTrying = again && problem.kind !== 'not_allowed' && problem.kind !== 'not_found'
  return (
    <div className="problem" role="alert">
      <strong>{problem.title}</strong>
      <p>{problem.message}</p>
      {worthTrying && (
        <Button variant="default" size="xs" onClick={() => void again()}>
          <Trans>Try again</Trans>
        </Button>
      )}
    </div>
  )
}

/** Empty is a lesson: what will stand here, why that helps, and the one button that starts it. */
export function Lesson(of: { title: string; children: ReactNode; start?: ReactNode }) {
  return (
    <div className="lesson">
      <h2>{of.title}</h2>
      <p>{of.children}</p>
      {of.start}
    </div>
  )
}

export function Waiting({ lines = 6 }: { lines?: number }) {
  return (
    <div className="waiting" role="status" aria-label={t`Loading`}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ width: `${95 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  )
}

type Asked<T> = { data: T | undefined; error: unknown; isPending: boolean; refetch: () => unknown }

/** The three states of anything that was asked: waiting, refused, answered. */
export function Asked<T>({
  of,
  lines,
  children,
}: {
  of: Asked<T>
  lines?: number
  children: (answer: T) => ReactNode
}) {
  if (of.data !== undefined) return children(of.data)
  if (of.error) return <Trouble error={of.error} again={of.refetch} />
  return <Waiting {...(lines ? { lines } : {})} />
}
