import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Facts } from '#web/parts/Facts.tsx'
import { Section } from '#web/parts/Page.tsx'
import type { Format } from '#web/format.ts'
import { useFormat } from '#web/session.tsx'
import { type Mapped, shareFact, waitFact } from './words.ts'

type Interval = NonNullable<Mapped['goingBack']['share']>
type Compared = NonNullable<Mapped['goingBack']['compared']>

/** What became of deals that went back, beside those that did not; and how long deals last by their dates. */
export function GoingBack({ mapped }: { mapped: Mapped }) {
  const format = useFormat()
  const { goingBack, closing } = mapped
  return (
    <>
      <Section title={t`Going back`}>
        {goingBack.compared ? (
          <Sides compared={goingBack.compared} share={goingBack.share!} />
        ) : (
          <p className="note">
            {goingBack.none === 'no_history' ? (
              <Trans>No deal has been seen to move yet, so none has been seen to go back.</Trans>
            ) : (
              <Trans>
                Too few to compare: at least ten deals that went back and ten that did not must have closed.
              </Trans>
            )}
          </p>
        )}
      </Section>
      <Section title={t`How long deals last`} aside={t`median, from the first day, by the CRM’s dates`}>
        <Facts
          facts={[
            { word: t`Until closed`, ...waitFact(closing.all, format) },
            { word: t`Those won`, ...waitFact(closing.won, format) },
            { word: t`Those lost`, ...waitFact(closing.lost, format) },
            ...(closing.engaged.of > 0
              ? [
                  {
                    word: t`To the first activity`,
                    ...waitFact(closing.engaged, format),
                  },
                ]
              : []),
          ]}
        />
        <p className="note">
          <Trans>
            Until closed counts deals still open as far as they were seen; those won and those lost are of
            deals that closed, so deals that drag on are not yet among them.
          </Trans>{' '}
          {closing.undated > 0 &&
            t`${plural(closing.undated, { one: '# closed deal says', other: '# closed deals say' })} not when it began or ended.`}
        </p>
      </Section>
    </>
  )
}

function Sides({ compared, share }: { compared: Compared; share: Interval }) {
  const format = useFormat()
  const { returned, straight } = compared
  return (
    <>
      <p>{difference(compared, format)}</p>
      <Facts
        facts={[
          { word: t`Went back at least once`, ...shareFact(share, format) },
          {
            word: t`Won of those`,
            ...shareFact(returned.won, format),
          },
          {
            word: t`Won of the others`,
            ...shareFact(straight.won, format),
          },
          { word: t`Days they last`, ...waitFact(returned.lasts, format) },
          {
            word: t`Days the others last`,
            ...waitFact(straight.lasts, format),
          },
        ]}
      />
      <p className="note">
        <Trans>
          This says what went together, not what caused what: a deal in trouble may go back because it is in
          trouble, and one that lives long has more time to go back.
        </Trans>
      </p>
    </>
  )
}

function difference({ difference: d, returned, straight }: Compared, format: Format): string {
  const points = (value: number) => format.decimal(Math.abs(value) * 100)
  const range = `${format.percent(d.low)} – ${format.percent(d.high)}`
  const [a, b] = [format.count(returned.closed), format.count(straight.closed)]
  if (d.low <= 0 && d.high >= 0)
    return t`Deals that went back are won as often as others, as far as ${a} and ${b} closed deals can tell (difference ${range}).`
  return d.estimate < 0
    ? t`Deals that went back are won less often, by ${points(d.estimate)} percentage points (${range}; ${a} and ${b} closed deals).`
    : t`Deals that went back are won more often, by ${points(d.estimate)} percentage points (${range}; ${a} and ${b} closed deals).`
}
