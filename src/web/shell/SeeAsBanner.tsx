import { Trans } from '@lingui/react/macro'
import { seeAsNow, seeingAs } from '#web/client.ts'
import { useMe } from '#web/session.tsx'

export function SeeAsBanner() {
  const { person, seenBy } = useMe()
  if (!seenBy && !seeingAs()) return null
  return (
    <div className="see-as" role="status">
      <div className="measure">
        <span>
          <Trans>
            You see this as <strong>{person.name}</strong> – read only
          </Trans>
        </span>
        <button type="button" onClick={backToMyself}>
          <Trans>Back to yourself</Trans>
        </button>
      </div>
    </div>
  )
}

/** Everything on the page was seen with other eyes, so the page is begun anew. */
function backToMyself() {
  seeAsNow(null)
  location.assign('/people')
}
