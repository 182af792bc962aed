import { keepRecipe } from '#contract/recipe.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, NumberInput, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useChange } from '#web/asking.ts'
import { Details } from '#web/parts/Facts.tsx'
import { Section } from '#web/parts/Page.tsx'
import { Trouble } from '#web/parts/states.tsx'
import { offerUndo } from '#web/screens/people/undo.tsx'
import { useFormat } from '#web/session.tsx'
import type { Own } from './OwnRecipe.tsx'
import { figureName } from './words.ts'

type Kept = Own['versions'][number]['kept']

/** What the person steers by: written by them alone, read by those who lead them. */
export function KeptRecipe({ own, mine }: { own: Own; mine: boolean }) {
  const latest = own.versions[0]
  return (
    <Section title={mine ? t`What I steer by` : t`What ${own.person.name} steers by`}>
      {mine ? (
        <KeepForm own={own} was={latest?.kept ?? suggested(own)} />
      ) : (
        latest && <Read kept={latest.kept} />
      )}
      <Versions own={own} />
    </Section>
  )
}

/** To begin with: the steps as measured, at the level of those who reached their quotas where that is known. */
function suggested({ measured }: Own): Kept {
  return {
    figures: (measured?.steps ?? []).map(({ step, achieved }) => ({
      figure: step,
      perWeek: achieved ? Math.round(achieved.middle * 10) / 10 : null,
      note: '',
    })),
    note: '',
  }
}

function KeepForm({ own, was }: { own: Own; was: Kept }) {
  const [latest] = own.versions
  const [kept, setKept] = useState(was)
  // the version that these fields were made from, whatever another window has kept since
  const [follows, setFollows] = useState(latest?.version ?? 0)
  const keeping = useChange(keepRecipe)
  const keep = async () => {
    const { version } = await keeping.mutateAsync({ body: { ...kept, follows } })
    setFollows(version)
    const said = t`Your recipe is kept as version ${version}.`
    if (latest)
      offerUndo(said, async () => {
        const again = await keeping.mutateAsync({ body: { ...latest.kept, follows: version } })
        setKept(latest.kept)
        setFollows(again.version)
      })
    else notifications.show({ message: said })
  }
  const set = (n: number, more: Partial<Kept['figures'][number]>) =>
    setKept({
      ...kept,
      figures: kept.figures.map((figure, i) => (i === n ? { ...figure, ...more } : figure)),
    })
  const missing = (own.measured?.steps ?? []).filter(
    ({ step }) => !kept.figures.some(({ figure }) => figure === step),
  )
  const add = (figure: string) =>
    setKept({ ...kept, figures: [...kept.figures, { figure, perWeek: null, note: '' }] })
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        // a refusal is shown over the fields
        keep().catch(() => undefined)
      }}
    >
      {keeping.error && <Trouble error={keeping.error} />}
      {latest && latest.version > follows && (
        <KeptElsewhere
          version={latest.version}
          mine={() => setFollows(latest.version)}
          theirs={() => {
            setKept(latest.kept)
            setFollows(latest.version)
          }}
        />
      )}
      {kept.figures.map(({ figure, perWeek, note }, n) => {
        const name = figureName(figure)
        return (
          <div className="recipe-kept" key={figure}>
            <NumberInput
              label={t`${name} a week`}
              min={0}
              decimalScale={1}
              value={perWeek ?? ''}
              onChange={value => set(n, { perWeek: typeof value === 'number' ? value : null })}
            />
            <TextInput
              label={t`Note on ${name}`}
              value={note}
              onChange={event => set(n, { note: event.currentTarget.value })}
            />
            <Button
              variant="subtle"
              size="compact-sm"
              aria-label={t`Leave out ${name}`}
              onClick={() => setKept({ ...kept, figures: kept.figures.filter((_, i) => i !== n) })}
            >
              <Trans>Leave out</Trans>
            </Button>
          </div>
        )
      })}
      {missing.map(({ step }) => (
        <Button key={step} variant="default" size="xs" mr="xs" mb="xs" onClick={() => add(step)}>
          {t`Add ${figureName(step)}`}
        </Button>
      ))}
      <Textarea
        label={t`How I go about it`}
        autosize
        minRows={2}
        value={kept.note}
        onChange={event => setKept({ ...kept, note: event.currentTarget.value })}
      />
      <Button type="submit" mt="sm" loading={keeping.isPending}>
        <Trans>Keep my recipe</Trans>
      </Button>
      <p className="note">
        <Trans>Only you write here. Whoever leads you sees it from the moment you keep it.</Trans>
      </p>
    </form>
  )
}

/** Another window was first: what is typed here stays until its author chooses. */
function KeptElsewhere({ version, mine, theirs }: { version: number; mine: () => void; theirs: () => void }) {
  return (
    <p role="status">
      <Trans>Version {version} was kept elsewhere while this was open.</Trans>{' '}
      <Button variant="default" size="compact-sm" onClick={theirs}>
        <Trans>Go on from that one</Trans>
      </Button>{' '}
      <Button variant="subtle" size="compact-sm" onClick={mine}>
        <Trans>Mine goes above it</Trans>
      </Button>
    </p>
  )
}

function Read({ kept }: { kept: Kept }) {
  const format = useFormat()
  return (
    <Details
      details={[
        ...kept.figures.map(({ figure, perWeek, note }) => {
          const level = perWeek === null ? t`no level` : t`${format.decimal(perWeek)} a week`
          return [figureName(figure), note ? `${level}: ${note}` : level] as const
        }),
        kept.note ? ([t`In their words`, kept.note] as const) : null,
      ]}
    />
  )
}

function Versions({ own: { versions } }: { own: Own }) {
  const format = useFormat()
  if (versions.length === 0) return null
  const kept = versions.map(({ version, at }) => t`version ${version}, ${format.moment(at)}`).join('; ')
  return (
    <p className="note">
      <Trans>Kept: {kept}.</Trans>
    </p>
  )
}
