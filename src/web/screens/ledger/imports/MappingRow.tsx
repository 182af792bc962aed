import type { kinds } from '#contract/ledger/files.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '#web/client.ts'
import type { HandedIn } from './drafts.ts'
import type { Source } from './mapping.ts'

type Field = Answer<typeof kinds>['kinds'][number]['fields'][number]

const nowhere = 'nowhere'
const constant = 'constant'
const formula = 'formula'
const column = (name: string) => `column ${name}`

/** One field: what it means, where it comes from, and what stands there in the first rows. */
export function MappingRow(of: {
  field: Field
  source: Source
  columns: HandedIn['columns']
  change: (source: Source) => void
}) {
  const { field, source, columns, change } = of
  // asked for, and not yet written: an empty constant is no constant
  const [writing, setWriting] = useState<'constant' | 'formula' | null>(null)
  const shown = writing ?? source.from
  const pick = (value: string | null) => {
    if (value === constant || value === formula) return setWriting(value)
    setWriting(null)
    const picked = columns.find(({ name }) => column(name) === value)
    change(picked ? { from: 'column', column: picked.name } : { from: nowhere })
  }
  const text = source.from === shown && 'text' in source ? source.text : ''
  const samples =
    source.from === 'column' ? columns.find(({ name }) => name === source.column)?.samples : undefined
  return (
    <div className="map-row" data-missing={(field.required && shown === nowhere) || undefined}>
      <div>
        <span className="map-field">{spoken(field.name)}</span>
        {field.required && (
          <span className="quiet">
            {' '}
            <Trans>needed</Trans>
          </span>
        )}
        <div className="map-means">
          {field.means}
          {field.oneOf && ` ${t`One of ${field.oneOf.join(', ')}.`}`}
        </div>
      </div>
      <div>
        <Select
          aria-label={t`Where ${field.name} comes from`}
          searchable
          allowDeselect={false}
          data={[
            { value: nowhere, label: field.required ? t`– choose –` : t`– not in this file –` },
            { group: t`Columns`, items: columns.map(({ name }) => ({ value: column(name), label: name })) },
            {
              group: t`Otherwise`,
              items: [
                { value: constant, label: t`The same for every row …` },
                { value: formula, label: t`A formula …` },
              ],
            },
          ]}
          value={shown === 'column' && source.from === 'column' ? column(source.column) : shown}
          onChange={pick}
        />
        {(shown === constant || shown === formula) && (
          <TextInput
            mt={4}
            key={text}
            aria-label={shown === constant ? t`${field.name} of every row` : t`Formula for ${field.name}`}
            placeholder={shown === constant ? t`the value` : 'number(Quantity) * UnitPrice'}
            defaultValue={text}
            onBlur={event => {
              const value = event.currentTarget.value.trim()
              setWriting(null)
              if (value !== text) change(value === '' ? { from: nowhere } : { from: shown, text: value })
            }}
          />
        )}
      </div>
      <div className="map-samples">{samples?.slice(0, 4).join(' · ')}</div>
    </div>
  )
}

/** `listPrice` as one says it; the mapping's text keeps the name. */
const spoken = (name: string) => {
  const words = name.replaceAll(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
