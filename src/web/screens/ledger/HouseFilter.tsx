import { choices } from '#contract/figures.ts'
import { t } from '@lingui/core/macro'
import { Select, TextInput } from '@mantine/core'
import { useAnswer } from '#web/asking.ts'

export type HouseChosen = { q?: string; channel?: string; territory?: string }

/** Narrows what belongs to the house; what is left can be given away as a whole. */
export function HouseFilter({ value, change }: { value: HouseChosen; change: (to: HouseChosen) => void }) {
  const known = useAnswer(choices, {})
  const set = (field: keyof HouseChosen, to: string | null) => {
    const { [field]: _, ...rest } = value
    change(to ? { ...rest, [field]: to } : rest)
  }
  return (
    <div className="controls">
      <TextInput
        label={t`Name or number`}
        type="search"
        w={220}
        value={value.q ?? ''}
        onChange={event => set('q', event.currentTarget.value)}
      />
      <Select
        label={t`Channel`}
        clearable
        clearButtonProps={{ 'aria-label': t`All channels` }}
        w={180}
        data={known.data?.channels ?? []}
        value={value.channel ?? null}
        onChange={to => set('channel', to)}
      />
      <Select
        label={t`Territory`}
        clearable
        clearButtonProps={{ 'aria-label': t`All territories` }}
        w={200}
        data={(known.data?.territories ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={value.territory ?? null}
        onChange={to => set('territory', to)}
      />
    </div>
  )
}
