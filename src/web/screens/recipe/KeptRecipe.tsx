import { catalogue } from '#contract/figures.ts'
import { keepRecipe } from '#contract/recipe.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import { Details } from '#web/parts/Facts.tsx'
import { Section } from '#web/parts/Page.tsx'
import { Trouble } from '#web/parts/states.tsx'
import { offerUndo } from '#web/parts/undo.tsx'
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
    figures: (measured?.steps ?? []).map(({ step, name, achieved }) => ({
      figure: step,
      name,
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
  // a refusal is shown over the fields
  const keep = () =>
    keeping.mutate({ body: { ...kept, follows } }, { onSuccess: ({ version }) => isKept(version) })
  const isKept = (version: number) => {
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
  const add = (figure: string, name: string) =>
    setKept({ ...kept, figures: [...kept.figures, { figure, name, perWeek: null, note: '' }] })
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        keep()
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
      {kept.figures.map(({ figure, name: called, perWeek, note }, n) => {
        const name = figureName(figure, called)
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
      <AddFigure kept={kept} add={add} />
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

/** Whatever is counted can be steered by, whether it was measured for this person or not. */
function AddFigure({ kept, add }: { kept: Kept; add: (figure: string, name: string) => void }) {
  const { data } = useAnswer(catalogue, {})
  const counted = (data?.figures ?? []).filter(
    ({ key, unit }) => unit === 'count' && !kept.figures.some(({ figure }) => figure === key),
  )
  if (counted.length === 0) return null
  return (
    <Select
      label={t`Steer by one more figure`}
      placeholder={t`Choose a figure`}
      searchable
      maw="24rem"
      mb="sm"
      value={null}
      data={counted.map(({ key, name }) => ({ value: key, label: figureName(key, name) }))}
      onChange={key => {
        const chosen = counted.find(figure => figure.key === key)
        if (chosen) add(chosen.key, chosen.name)
      }}
    />
  )
}

function Read({ kept }: { kept: Kept }) {
  const format = useFormat()
  return (
    <Details
      details={[
        ...kept.figures.map(({ figure, name, perWeek, note }) => {
          const level = perWeek === null ? t`no level` : t`${format.decimal(perWeek)} a week`
          return [figureName(figure, name), note ? `${level}: ${note}` : level] as const
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
