import { choices, type FigurePeriod } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { ActionIcon, Group, Select } from '@mantine/core'
import { useAnswer } from '#web/asking.ts'
import { useFormat } from '#web/session.tsx'
import { type PeriodKindShown, periodKindNames, periodKindOf } from './period-search.ts'
import { periodName, periodChoice } from './words.ts'

type Chosen = { period?: string | undefined; code?: string | undefined }

/** Which period, by kind and then one after the other, as the organisation's calendar has them. */
export function PeriodPicker(of: {
  search: Chosen
  shown: FigurePeriod | undefined
  choose: (to: Chosen) => void
  /** Absent: all kinds there are. */
  kinds?: readonly PeriodKindShown[]
}) {
  const format = useFormat()
  const { data } = useAnswer(choices, {})
  const kind = periodKindOf(of.search.period)
  const all = (data?.periods ?? [])
    .filter(period => period.kind === kind)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const at = all.findIndex(period => period.code === (of.search.code ?? of.shown?.code))
  const step = (by: number) => {
    const to = all[at + by]
    if (to) of.choose({ period: kind, code: to.code })
  }
  return (
    <Group gap="xs" align="flex-end" className="period-picker">
      <Select
        label={t`Period`}
        w={150}
        allowDeselect={false}
        data={Object.entries(periodKindNames)
          .filter(([value]) => of.kinds?.includes(periodKindOf(value)) ?? true)
          .map(([value, label]) => ({ value, label: t(label) }))}
        value={kind}
        onChange={value => of.choose({ period: value ?? 'quarter', code: undefined })}
      />
      {all.length > 1 && (
        <>
          <ActionIcon
            size="input-sm"
            variant="default"
            aria-label={t`The period before`}
            disabled={at <= 0}
            onClick={() => step(-1)}
          >
            ‹
          </ActionIcon>
          <Select
            aria-label={t`Which one`}
            w={kind === 'month' ? 270 : 150}
            allowDeselect={false}
            searchable
            limit={60}
            data={all
              .toReversed()
              .map(period => ({ value: period.code, label: periodChoice(period, format) }))}
            value={all[at]?.code ?? null}
            placeholder={of.shown ? periodName(of.shown, format) : ''}
            onChange={code => of.choose({ period: kind, code: code ?? undefined })}
          />
          <ActionIcon
            size="input-sm"
            variant="default"
            aria-label={t`The period after`}
            disabled={at < 0 || at >= all.length - 1}
            onClick={() => step(1)}
          >
            ›
          </ActionIcon>
        </>
      )}
    </Group>
  )
}
