import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { LinkButton } from '#web/parts/LinkButton.tsx'
import { Page } from '#web/parts/Page.tsx'
import { Lesson } from '#web/parts/states.tsx'
import { useMay, useMe } from '#web/session.tsx'

/** What a page of figures says before anything was billed, with the one button that starts it. */
export function FirstSteps({ question }: { question?: string }) {
  const may = useMay()
  const { organisation } = useMe()
  return (
    <Page
      question={question ?? t`Where will ${organisation.name} stand?`}
      answer={t`Nobody can say yet: nothing has been billed in Plumbline.`}
    >
      <Lesson
        title={t`Your people and their billing come first`}
        start={
          may.administerOrDirect && (
            <LinkButton to="/imports/new">
              <Trans>Bring in the first file</Trans>
            </LinkButton>
          )
        }
      >
        {may.administerOrDirect
          ? t`Files from your books and your list of people are enough: who is there, who reports to whom, what was invoiced, and the quotas. From then on everybody sees their own number here first, and the same number in every sum above them.`
          : question
            ? t`As soon as somebody who administers Plumbline brings in people and billing, the answer stands here.`
            : t`As soon as somebody who administers Plumbline brings in people and billing, your own number stands here first.`}
      </Lesson>
    </Page>
  )
}
