import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import type { showPerson } from '#contract/people.ts'
import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '#web/client.ts'
import { Section } from '#web/parts/Page.tsx'
import { Spans } from '#web/parts/Spans.tsx'
import { useMay } from '#web/session.tsx'
import { Assign } from './Assign.tsx'
import { bounds } from './bounds.ts'
import { EndAssignment } from './EndAssignment.tsx'

/** Which territories somebody works and worked; those who may give them another, or a last day. */
export function Worked({ person, territories }: Pick<Answer<typeof showPerson>, 'person' | 'territories'>) {
  const may = useMay()
  const changes = may.administerOrDirect && !person.isHouse
  const [giving, setGiving] = useState(false)
  const [ending, setEnding] = useState<(typeof territories)[number]>()
  if (territories.length === 0 && !changes) return null
  return (
    <Section
      title={t`Works these territories`}
      aside={
        changes && (
          <Button variant="subtle" size="compact-sm" onClick={() => setGiving(true)}>
            <Trans>Give a territory</Trans>
          </Button>
        )
      }
    >
      {territories.length === 0 ? (
        <p className="note">
          <Trans>None on record.</Trans>
        </p>
      ) : (
        <Spans
          spans={territories.map(one => ({
            key: one.id,
            label: one.name,
            ...bounds(one),
            note: changes && (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => setEnding(one)}
                aria-label={t`Last day in ${one.name}`}
              >
                <Trans>Last day</Trans>
              </Button>
            ),
          }))}
        />
      )}
      <Modal
        opened={giving}
        onClose={() => setGiving(false)}
        size="lg"
        title={t`Which territory does ${person.name} work?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {giving && <Assign personId={person.id} done={() => setGiving(false)} />}
      </Modal>
      <Modal
        opened={ending !== undefined}
        onClose={() => setEnding(undefined)}
        size="lg"
        title={ending && t`How long does ${person.name} work ${ending.name}?`}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {ending && <EndAssignment assignment={ending} done={() => setEnding(undefined)} />}
      </Modal>
    </Section>
  )
}
