import { ownFigures, reviseFigure, takeBackFigure } from '#contract/figures/own.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Drawer, Group } from '@mantine/core'
import { useState } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { always } from '#web/format.ts'
import { Section } from '#web/parts/Page.tsx'
import { Asked, Trouble } from '#web/parts/states.tsx'
import { useFormat, useMe } from '#web/session.tsx'
import { OwnFigureForm } from './OwnFigureForm.tsx'

type Own = Answer<typeof ownFigures>['figures'][number]
type Version = Own['versions'][number]

/** The organisation's own figures, and for who may define them the way to define, change, retire and take back. */
export function OwnFigures() {
  const answer = useAnswer(ownFigures, {})
  // `true`: a new one
  const [editing, setEditing] = useState<Own | true>()
  const close = () => setEditing(undefined)
  return (
    <Asked of={answer}>
      {({ figures, ingredients }) =>
        figures.length === 0 && !ingredients ? null : (
          <Section
            title={t`Our own figures`}
            aside={
              ingredients && (
                <Button size="xs" onClick={() => setEditing(true)}>
                  <Trans>Define a figure</Trans>
                </Button>
              )
            }
          >
            {figures.length === 0 && (
              <p className="note">
                <Trans>
                  None yet. A figure of your own counts activities of some kinds, deals that enter a stage,
                  deals won or lost, or sets one figure over another. It is then everybody’s, in every table
                  and file.
                </Trans>
              </p>
            )}
            {figures.map(figure => (
              <OwnFigure
                key={figure.id}
                figure={figure}
                change={ingredients ? () => setEditing(figure) : null}
              />
            ))}
            <Drawer
              opened={editing !== undefined}
              onClose={close}
              position="right"
              title={editing === true ? t`Define a figure` : t`Change the figure`}
              closeButtonProps={{ 'aria-label': t`Close` }}
            >
              {editing && ingredients && (
                <OwnFigureForm
                  ingredients={ingredients}
                  done={close}
                  {...(editing === true ? {} : { was: { id: editing.id, ...editing.versions[0]! } })}
                />
              )}
            </Drawer>
          </Section>
        )
      }
    </Asked>
  )
}

function OwnFigure({ figure, change }: { figure: Own; change: (() => void) | null }) {
  const { id, versions } = figure
  const [latest, before] = versions as [Version, ...Version[]]
  const me = useMe()
  const revising = useChange(reviseFigure)
  const takingBack = useChange(takeBackFigure)
  const error = revising.error ?? takingBack.error
  const { definition, version: follows } = latest
  const retire = () =>
    revising.mutate({
      params: { id },
      body: { follows, from: me.organisation.today, retired: true, definition, why: t`retired` },
    })
  return (
    <div className="own-figure">
      <h3>{definition.name}</h3>
      {error && <Trouble error={error} />}
      <Versions versions={versions} />
      {change && (
        <Group gap="xs">
          {!latest.retired && (
            <>
              <Button variant="default" size="compact-sm" onClick={change}>
                <Trans>Change</Trans>
              </Button>
              <Button variant="default" size="compact-sm" loading={revising.isPending} onClick={retire}>
                <Trans>Retire</Trans>
              </Button>
            </>
          )}
          {before && (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={takingBack.isPending}
              onClick={() => takingBack.mutate({ params: { id }, body: { follows } })}
            >
              <Trans>Take back the last change</Trans>
            </Button>
          )}
        </Group>
      )}
    </div>
  )
}

function Versions({ versions }: { versions: readonly Version[] }) {
  const format = useFormat()
  return (
    <ul className="note">
      {versions.map(({ version, from, retired, at, by, why }) => {
        const since = from === always ? t`for all days` : t`from ${format.day(from)}`
        const kept = by ? t`${format.moment(at)} by ${by}` : format.moment(at)
        const what = retired ? t`retired ${since}` : t`version ${version}, ${since}`
        return <li key={version}>{why ? `${what}; ${kept}: ${why}` : `${what}; ${kept}`}</li>
      })}
    </ul>
  )
}
