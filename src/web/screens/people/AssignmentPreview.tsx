import { Trans } from '@lingui/react/macro'
import type { previewAssignment } from '#contract/people/territories.ts'
import type { Answer } from '#web/client.ts'
import { Spans } from '#web/parts/Spans.tsx'
import { bounds } from './bounds.ts'

/** What a change of who works a territory means, in sentences, and who works it afterwards. */
export function AssignmentPreview({ data }: { data: Answer<typeof previewAssignment> }) {
  return (
    <div aria-live="polite">
      <ul>
        {data.changes.map(change => (
          <li key={change}>{change}</li>
        ))}
      </ul>
      <p className="note">
        <Trans>Who works it afterwards:</Trans>
      </p>
      <Spans
        spans={data.assignments.map(one => ({
          key: one.personId + one.from,
          label: one.personName,
          ...bounds(one),
        }))}
      />
    </div>
  )
}
