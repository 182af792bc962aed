import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import type { Shown } from './words.ts'

/** What a gap is taken apart against, as the address has it; the year before goes without saying, and so do branches. */
export type Split = Pick<Shown, 'by'> & { readonly against: 'year_before' | 'plan' | 'forecast' }
type Said = { against?: string | undefined; by?: string | undefined }

/** The forecast alone, and of the company alone, has other parts than branches. */
export function splitOf({ against, by }: Said, subject: string): Split {
  if (against !== 'forecast') return { against: against === 'plan' ? 'plan' : 'year_before', by: 'branch' }
  const others = subject === 'company' && (by === 'product_line' || by === 'territory')
  return { against, by: others ? by : 'branch' }
}

export function TakenApart(of: { subject: string; split: Split; choose: (said: Said) => void }) {
  const { against, by } = of.split
  return (
    <>
      <Select
        label={t`Taken apart against`}
        w={170}
        allowDeselect={false}
        data={[
          { value: 'year_before', label: t`The year before` },
          { value: 'plan', label: t`The plan` },
          { value: 'forecast', label: t`The forecast` },
        ]}
        value={against}
        onChange={value => of.choose({ against: value === 'year_before' || !value ? undefined : value })}
      />
      {against === 'forecast' && of.subject === 'company' && (
        <Select
          label={t`Split by`}
          w={150}
          allowDeselect={false}
          data={[
            { value: 'branch', label: t`Branch` },
            { value: 'product_line', label: t`Product line` },
            { value: 'territory', label: t`Territory` },
          ]}
          value={by}
          onChange={value => of.choose({ against, by: value === 'branch' || !value ? undefined : value })}
        />
      )}
    </>
  )
}
