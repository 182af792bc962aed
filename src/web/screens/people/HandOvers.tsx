import { dropHandOver, listHandOvers } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import { useAnswer, useChange } from '#web/asking.ts'
import { CopyLine } from '#web/parts/CopyLine.tsx'
import { Section } from '#web/parts/Page.tsx'
import { useFormat } from '#web/session.tsx'

/** Where no mail goes out, an administrator hands these links over; with mail, or without any, nothing stands here. */
export function HandOvers() {
  const format = useFormat()
  const waiting = useAnswer(listHandOvers, {})
  const dropping = useChange(dropHandOver)
  if (!waiting.data || waiting.data.messages.length === 0) return null
  return (
    <Section title={t`To be handed over`} aside={t`no mail is set up, so these links go by hand`}>
      {waiting.data.messages.map(message => (
        <Group key={message.id} align="flex-end" mb="sm" maw={760}>
          <div style={{ flex: 1 }}>
            <CopyLine
              label={`${message.name}: ${message.subject}`}
              text={message.link}
              note={t`Asked for ${format.moment(message.madeAt)}; holds until ${format.moment(message.expiresAt)}.`}
            />
          </div>
          <Button
            variant="subtle"
            loading={dropping.isPending}
            onClick={() => dropping.mutate({ params: { id: message.id } })}
          >
            <Trans>Done</Trans>
          </Button>
        </Group>
      ))}
    </Section>
  )
}
