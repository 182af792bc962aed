import type { people } from '#contract/diagnosis.ts'
import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { ChartFrame } from '#web/charts/ChartFrame.tsx'
import { funnelChart } from '#web/charts/funnel-chart.ts'
import type { Inks } from '#web/charts/ink.ts'
import type { Answer } from '#web/client.ts'
import { DataTable } from '#web/parts/DataTable.tsx'
import { useFormat } from '#web/session.tsx'
import type { Format } from '#web/format.ts'
import { nameOf } from '../figures/words.ts'

type People = Answer<typeof people>

/** Each person once, over all periods compared, with the limits of chance; and below, by name, to that person's page. */
export function Funnel({ data, funnel }: { data: People; funnel: NonNullable<People['funnel']> }) {
  const format = useFormat()
  const option = useCallback(
    ({ inks, still }: { inks: Inks; still: boolean }) =>
      funnelChart({
        funnel,
        inks,
        money: format.short,
        percent: value => format.percent(value),
        told: point => toldPoint(point, format),
        still,
      }),
    [funnel, format],
  )
  return (
    <div className="funnel">
      <ChartFrame
        finding={findingOf(funnel)}
        fileName={t`${nameOf(data.subject)} funnel`}
        height={300}
        option={option}
        table={{
          head: [t`Person`, t`Quota`, t`Attainment`, t`As compared`],
          rows: funnel.points.map(point => [
            point.name,
            format.major(point.quota),
            point.attainment,
            point.adjusted,
          ]),
        }}
        shown={(value, column) =>
          typeof value === 'number'
            ? column >= 2
              ? format.percent(value)
              : format.whole(value)
            : (value ?? '')
        }
      />
      <p className="note">
        {data.groups.length > 0 ? (
          <Trans>
            Each point is a person over all periods compared, with what periods differ by, and what the groups
            above stand apart by, taken out: it is this that is judged.
          </Trans>
        ) : (
          <Trans>
            Each point is a person over all periods compared, with what periods differ by taken out: it is
            this that is judged.
          </Trans>
        )}{' '}
        <Trans>
          The smaller the quota, the wider chance swings. Chance alone puts one person in twenty beyond the
          inner limits; only beyond the outer ones it explains nobody, all of them taken together.
        </Trans>
      </p>
      {funnel.points.length > 1 && <Everybody funnel={funnel} />}
    </div>
  )
}

type Shown = NonNullable<People['funnel']>

/** What the picture shows, told from where its points lie. */
function findingOf({ points }: Shown): string {
  const [people, named] = [points.length, points.filter(point => point.named).length]
  const far = points.filter(point => point.beyond === 'far').length
  const inner = points.filter(point => point.beyond === 'usual').length
  if (far > named)
    return t`${plural(far, { one: '# person stands', other: '# people stand' })} beyond the outer limits; only those are named whom you may see and who stand out among all`
  if (far > 0)
    return t`${plural(far, { one: '# person stands', other: '# people stand' })} beyond the outer limits`
  return inner > 0
    ? t`Nobody stands beyond the outer limits, and ${inner} of ${people} beyond the inner ones`
    : t`Everybody shown lies within what chance and quotas of this size explain`
}

type Told = Pick<Shown['points'][number], 'name' | 'quota' | 'attainment' | 'adjusted'>

function toldPoint({ name, quota, attainment, adjusted }: Told, format: Format): string {
  const [attained, compared] = [format.percent(attainment), format.percent(adjusted)]
  return t`${name}: ${attained} of ${format.short(quota)}, as compared ${compared}`
}

const atFirst = 20

/** The same points by name, those furthest under first; each opens that person's page. */
function Everybody({ funnel }: { funnel: NonNullable<People['funnel']> }) {
  const format = useFormat()
  const [all, setAll] = useState(false)
  const points = funnel.points.toSorted((a, b) => a.attainment - b.attainment)
  return (
    <details className="everybody">
      <summary>
        <Trans>Person by person</Trans>
      </summary>
      <DataTable
        name={t`Person by person`}
        rows={all ? points : points.slice(0, atFirst)}
        rowKey={point => point.subject ?? `${point.name} ${point.quota} ${point.attainment}`}
        foot={
          !all &&
          points.length > atFirst && (
            <Button variant="default" size="compact-sm" onClick={() => setAll(true)}>
              {t`All ${points.length} people`}
            </Button>
          )
        }
        columns={[
          {
            key: 'person',
            head: t`Person`,
            cell: point =>
              point.subject ? (
                <Link to="/people/$id" params={{ id: point.subject.slice('person:'.length) }}>
                  {point.name}
                </Link>
              ) : (
                point.name
              ),
            sort: point => point.name,
          },
          {
            key: 'quota',
            head: t`Quota (${format.currency})`,
            cell: point => format.amount(point.quota),
            sort: point => point.quota,
            end: true,
          },
          {
            key: 'attained',
            head: t`Attained`,
            cell: point => format.percent(point.attainment),
            sort: point => point.attainment,
            end: true,
          },
          {
            key: 'periods',
            head: t`Periods`,
            cell: point => format.count(point.periods),
            sort: point => point.periods,
            end: true,
            lesser: true,
          },
          {
            key: 'named',
            head: t`Chance`,
            cell: point => (point.named ? t`does not explain it` : t`explains it`),
            end: true,
          },
        ]}
      />
    </details>
  )
}
