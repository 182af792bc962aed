import { interventionsFile, interventionsWorkbook, listInterventions } from '#contract/effects.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import type { Format } from '#web/format.ts'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Asked, Lesson } from '#web/parts/states.tsx'
import { TakeAlong } from '#web/parts/TakeAlong.tsx'
import { useFormat, useMe } from '#web/session.tsx'
import { FirstSteps } from '../home/FirstSteps.tsx'
import { InterventionForm } from './InterventionForm.tsx'
import { figureWords, kindWords } from './words.ts'

type Listed = Answer<typeof listInterventions>['interventions'][number]

/** Everything that was done to change a figure, the latest first. */
export function Effects() {
  const answer = useAnswer(listInterventions, {})
  const format = useFormat()
  const { organisation } = useMe()
  const [adding, setAdding] = useState(false)
  const columns = useMemo(() => columnsOf(format), [format])
  const start = answer.data?.mayAdd && (
    <Button onClick={() => setAdding(true)}>
      <Trans>Write down what was done</Trans>
    </Button>
  )
  const count = answer.data?.interventions.length ?? 0
  if (organisation.empty && answer.data && count === 0)
    return <FirstSteps question={t`What changed after it?`} />
  return (
    <>
      <Page
        question={t`What changed after it?`}
        answer={count > 0 && <p>{plural(count, { one: '# thing was done', other: '# things were done' })}</p>}
        actions={
          count > 0 && (
            <Group gap="xs">
              <TakeAlong files={[interventionsFile, interventionsWorkbook]} ask={{}} />
              {start}
            </Group>
          )
        }
      >
        <Asked of={answer}>
          {({ interventions }) =>
            interventions.length === 0 ? (
              <Lesson title={t`Nothing is written down yet`} start={start || undefined}>
                <Trans>
                  A training, a price change, a new process: write down what it was to move, whom it reached
                  and from when. Here will stand what changed for them against those it had not reached, month
                  by month, with how sure that is; or that they are too few to say.
                </Trans>
              </Lesson>
            ) : (
              <DataTable
                name={t`What was done`}
                rows={interventions}
                columns={columns}
                rowKey={({ id }) => id}
              />
            )
          }
        </Asked>
      </Page>
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        size="lg"
        title={t`What was done?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <InterventionForm done={() => setAdding(false)} />
      </Modal>
    </>
  )
}

function columnsOf(format: Format): Column<Listed>[] {
  return [
    {
      key: 'name',
      head: t`What`,
      wide: true,
      sort: ({ name }) => name,
      cell: ({ id, name }) => (
        <Link to="/effects/$id" params={{ id }}>
          {name}
        </Link>
      ),
    },
    { key: 'kind', head: t`Kind`, cell: ({ kind }) => t(kindWords[kind]), sort: ({ kind }) => kind },
    { key: 'figure', head: t`Meant to move`, cell: ({ figure }) => t(figureWords[figure]) },
    {
      key: 'from',
      head: t`From`,
      sort: ({ people }) => people[0]?.from ?? '',
      cell: ({ people }) => (people[0] ? format.day(people[0].from) : '–'),
    },
    {
      key: 'people',
      head: t`People whom you see`,
      end: true,
      sort: ({ people }) => people.length,
      cell: ({ people }) => format.count(people.length),
    },
  ]
}
