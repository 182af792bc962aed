import { listMappings, saveMapping, type kinds as kindsOperation } from '#contract/ledger/files.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Select, SimpleGrid, Tabs, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { Section } from '#web/parts/Page.tsx'
import { Trouble } from '#web/parts/states.tsx'
import { MappingRow } from './MappingRow.tsx'
import type { HandedIn } from './drafts.ts'
import { type MappingText, withSetting, withSource } from './mapping.ts'
import { kindWord } from './words.ts'

type Kinds = Answer<typeof kindsOperation>['kinds']

/** The mapping as a table to correct, or as the text that it is. Both edit the same. */
export function MappingEditor(of: {
  file: HandedIn
  yaml: string
  mapping: MappingText
  kinds: Kinds
  change: (yaml: string) => void
}) {
  const { file, yaml, mapping, kinds, change } = of
  const fields = kinds.find(({ kind }) => kind === mapping.into)?.fields ?? []
  const missing = fields.filter(field => field.required && mapping.sourceOf(field.name).from === 'nowhere')
  const pick = (kind: string | null) => {
    if (!kind || kind === mapping.into) return
    change(file.guesses.find(guess => guess.kind === kind)?.yaml ?? `into: ${kind}\nfields: {}\n`)
  }
  return (
    <Section
      title={t`What is in it`}
      aside={
        missing.length > 0 ? (
          <span className="bad">
            <Trans>Still missing: {missing.map(field => field.name).join(', ')}</Trans>
          </span>
        ) : (
          t`Everything needed has a source`
        )
      }
    >
      <div className="controls">
        <Select
          label={t`This file holds`}
          w={260}
          allowDeselect={false}
          data={kinds.map(({ kind }) => ({ value: kind, label: kindWord(kind) }))}
          value={mapping.into}
          onChange={pick}
        />
        <SavedMappings yaml={yaml} change={change} />
      </div>
      {mapping.wrong && (
        <p className="bad">
          <Trans>The mapping cannot be read: {mapping.wrong}</Trans>
        </p>
      )}
      <Tabs defaultValue="table">
        <Tabs.List>
          <Tabs.Tab value="table">
            <Trans>Field by field</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="text">
            <Trans>As text</Trans>
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="table">
          {fields.map(field => (
            <MappingRow
              key={field.name}
              field={field}
              source={mapping.sourceOf(field.name)}
              columns={file.columns}
              change={source => change(withSource(yaml, field.name, source))}
            />
          ))}
          <Rules mapping={mapping} set={(path, value) => change(withSetting(yaml, path, value))} />
        </Tabs.Panel>
        <Tabs.Panel value="text" pt="sm">
          <Textarea
            className="yaml"
            label={t`Mapping`}
            description={t`YAML, as the guide describes it: expressions, lookups in other files, codes and filters can be written here.`}
            autosize
            minRows={12}
            maxRows={40}
            spellCheck={false}
            value={yaml}
            onChange={event => change(event.currentTarget.value)}
          />
        </Tabs.Panel>
      </Tabs>
    </Section>
  )
}

/** What a file of a kind may say of what it does not hold. */
function modesOf(kind: string) {
  const adds = { value: 'adds', label: t`adds lines` }
  const months = { value: 'replaces months', label: t`replaces the months it holds` }
  if (kind === 'opportunities') return [adds, { value: 'replaces all', label: t`is all there is` }]
  return kind === 'billing' || kind === 'activities' ? [adds, months] : [adds]
}

function Rules({
  mapping,
  set,
}: {
  mapping: MappingText
  set: (path: readonly string[], value: string) => void
}) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 4 }} mt="md">
      {modesOf(mapping.into).length > 1 && (
        <Select
          label={t`This file`}
          data={modesOf(mapping.into)}
          value={mapping.setting('mode') || 'adds'}
          allowDeselect={false}
          onChange={value => set(['mode'], value ?? 'adds')}
        />
      )}
      <Setting
        label={t`Refuse all above`}
        description={t`share of refused rows; 5 % unless set`}
        value={mapping.setting('limit')}
        set={value => set(['limit'], value)}
      />
      <Setting
        label={t`Control: net total`}
        description={t`as your books say it`}
        value={mapping.control('net')}
        set={value => set(['control', 'net'], value)}
      />
      <Setting
        label={t`Control: rows`}
        description={t`as your books say it`}
        value={mapping.control('rows')}
        set={value => set(['control', 'rows'], value)}
      />
    </SimpleGrid>
  )
}

/** Written into the mapping when one leaves the field, so that half a number is never one. */
function Setting(of: { label: string; description: string; value: string; set: (value: string) => void }) {
  return (
    <TextInput
      key={of.value}
      label={of.label}
      description={of.description}
      defaultValue={of.value}
      onBlur={event => event.currentTarget.value !== of.value && of.set(event.currentTarget.value)}
    />
  )
}

function SavedMappings({ yaml, change }: { yaml: string; change: (yaml: string) => void }) {
  const saved = useAnswer(listMappings, {})
  const saving = useChange(saveMapping)
  const [name, setName] = useState('')
  const mappings = saved.data?.mappings ?? []
  return (
    <>
      {mappings.length > 0 && (
        <Select
          label={t`Or use a saved mapping`}
          w={220}
          searchable
          placeholder={t`by name`}
          data={mappings.map(mapping => mapping.name)}
          value={null}
          onChange={chosen => {
            const found = mappings.find(mapping => mapping.name === chosen)
            if (found) change(found.yaml)
          }}
        />
      )}
      <Group gap={0} align="flex-end" wrap="nowrap">
        <TextInput
          label={t`Keep it as`}
          placeholder={t`a name`}
          w={180}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={name.trim() === ''}
          loading={saving.isPending}
          onClick={() => saving.mutate({ params: { name: name.trim() }, body: { yaml } })}
        >
          {saving.isSuccess && saving.variables.body.yaml === yaml ? t`Kept` : t`Keep`}
        </Button>
      </Group>
      {saving.error && <Trouble error={saving.error} />}
    </>
  )
}
