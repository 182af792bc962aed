import {
  addIntervention,
  dropIntervention,
  estimatesFile,
  estimatesWorkbook,
  showIntervention,
} from '#contract/effects.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal } from '@mantine/core'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import { Details } from '#web/parts/Facts.tsx'
import { Page, Section } from '#web/parts/Page.tsx'
import { Asked } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { told } from '#web/parts/told.ts'
import { offerUndo } from '#web/parts/undo.tsx'
import { useFormat } from '#web/session.tsx'
import { EventStudy } from './EventStudy.tsx'
import { InterventionForm } from './InterventionForm.tsx'
import { PersonByPerson } from './PersonByPerson.tsx'
import { basisSentence, beforeSentence, effectSentence, figureWords, kindWords, type Shown } from './words.ts'

const route = getRouteApi('/inside/effects/$id')

/** One intervention: what changed after it, whether that can be trusted, month by month, and whom it reached. */
export function Intervention() {
  const { id } = route.useParams()
  const format = useFormat()
  const answer = useAnswer(
    showIntervention,
    { params: { id } },
    // the worker takes a moment
    { refetchInterval: data => (data && data.effect === null ? 2000 : false) },
  )
  const [changing, setChanging] = useState(false)
  const shown = answer.data
  return (
    <>
      <Page
        kicker={shown && t(kindWords[shown.intervention.kind])}
        question={shown ? t`What changed after ${shown.intervention.name}?` : t`What changed after it?`}
        answer={shown && <p>{effectSentence(shown, format)}</p>}
        actions={
          shown && (
            <Group gap="xs">
              <TakeOne shown={shown} />
              {shown.intervention.mayChange && (
                <>
                  <Button variant="default" onClick={() => setChanging(true)}>
                    <Trans>Change</Trans>
                  </Button>
                  <TakeBack was={shown.intervention} />
                </>
              )}
            </Group>
          )
        }
      >
        <Asked of={answer}>{given => <Told shown={given} />}</Asked>
      </Page>
      <Modal
        opened={changing}
        onClose={() => setChanging(false)}
        size="lg"
        title={t`What was done?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {shown && <InterventionForm was={shown.intervention} done={() => setChanging(false)} />}
      </Modal>
    </>
  )
}

/** The estimates, and of whom they are made, as far as either is known. */
function TakeOne({ shown: { intervention, effect } }: { shown: Shown }) {
  const { id, people } = intervention
  const params = { id }
  const found = effect?.is === 'found'
  return (
    <TakeAlong
      files={[estimatesFile, estimatesWorkbook]}
      ask={{ params }}
      tables={[
        { name: t`Month by month`, ask: { params } },
        ...(found
          ? [{ name: t`Person by person`, ask: { params, query: { what: 'people' as const } } }]
          : []),
        ...(people.length > 0
          ? [{ name: t`Whom it reached`, ask: { params, query: { what: 'reached' as const } } }]
          : []),
      ]}
    />
  )
}

function Told({ shown }: { shown: Shown }) {
  const { intervention, effect } = shown
  const format = useFormat()
  const { figure, people, meant, level } = intervention
  return (
    <>
      {effect?.is === 'found' && (
        <Section title={t`Month by month`}>
          <p>{beforeSentence(effect, format)}</p>
          <EventStudy found={effect} />
          <p className="note">{basisSentence(effect, format)}</p>
        </Section>
      )}
      {effect?.is === 'found' && <PersonByPerson shown={shown} found={effect} />}
      <Section title={t`What was done`}>
        <Details
          details={[
            [t`Meant to move`, t(figureWords[figure])],
            meant ? [t`In the words of who did it`, meant] : null,
            level === null ? null : [t`Counts from`, t`${level} activities a month`],
            [
              t`Whom it reached`,
              people.length === 0
                ? t`nobody whom you see`
                : people.map(({ personId, name, from }) => (
                    <span key={personId} style={{ display: 'block' }}>
                      <Link to="/people/$id" params={{ id: personId }}>
                        {name}
                      </Link>{' '}
                      {t`from ${format.day(from)}`}
                    </span>
                  )),
            ],
          ]}
        />
      </Section>
    </>
  )
}

/** Gone at once; the same can be written down again in one click. */
function TakeBack({ was }: { was: Shown['intervention'] }) {
  const dropping = useChange(dropIntervention)
  const adding = useChange(addIntervention)
  const navigate = useNavigate()
  const { id, mayChange: _, changedAt: follows, people, ...about } = was
  const again = async () => {
    const body = {
      ...about,
      people: about.kind === 'crm_use' ? [] : people.map(({ personId, from }) => ({ personId, from })),
    }
    const made = await adding.mutateAsync({ body })
    await navigate({ to: '/effects/$id', params: { id: made.id } })
  }
  const take = async () => {
    await navigate({ to: '/effects' })
    await dropping.mutateAsync({ params: { id }, query: { follows } })
    offerUndo(t`${was.name} is taken back.`, again)
  }
  return (
    <Button variant="subtle" onClick={() => told(take())}>
      <Trans>Take back</Trans>
    </Button>
  )
}
