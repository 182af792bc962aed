import { addFile, kinds } from '#contract/ledger/files.ts'
import { startImport } from '#contract/ledger/imports.ts'
import { t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import { handIn } from '#web/client.ts'
import { Page, Section } from '#web/parts/Page.tsx'
import { Trouble } from '#web/parts/states.tsx'
import { DropFiles } from './DropFiles.tsx'
import { DryRun } from './DryRun.tsx'
import { FileFacts } from './FileFacts.tsx'
import { MappingEditor } from './MappingEditor.tsx'
import { type Draft, type HandedIn, keepDraft, readDraft } from './drafts.ts'
import { readMapping } from './mapping.ts'

/** A file, its guessed mapping to correct, a dry run, and then in for real; kept while one is away. */
export function NewImport() {
  const [draft, setDraft] = useState<Draft | null>(readDraft)
  const change = (next: Draft | null) => {
    keepDraft(next)
    setDraft(next)
  }
  const dropping = useMutation({
    mutationFn: async (files: readonly File[]) => {
      const handed: HandedIn[] = []
      for (const file of files) handed.push(await handIn(addFile, file))
      return handed
    },
    onSuccess: handed => change(begun(draft, handed)),
  })
  return (
    <>
      <Page
        question={t`What do you bring?`}
        answer={t`Drop the files as they come out of your books: CSV, TSV or Excel, zipped with gzip or not. Plumbline guesses what is in them; you correct the guess, and nothing goes in before you say so.`}
        actions={
          draft && (
            <Button variant="default" onClick={() => change(null)}>
              <Trans>Begin anew</Trans>
            </Button>
          )
        }
      />
      {dropping.error && <Trouble error={dropping.error} />}
      <DropFiles drop={files => dropping.mutate(files)} busy={dropping.isPending} small={draft !== null} />
      {draft && <Prepared draft={draft} change={change} />}
    </>
  )
}

/** The first file is what is imported; files that come later are there to look things up in. */
function begun(draft: Draft | null, handed: readonly HandedIn[]): Draft | null {
  const files = [
    ...(draft?.files ?? []).filter(file => !handed.some(({ name }) => name === file.name)),
    ...handed,
  ]
  const main = draft?.main ?? handed[0]?.fileId
  const first = files.find(file => file.fileId === main) ?? files[0]
  if (!first) return draft
  if (draft && first.fileId === draft.main) return { ...draft, files }
  return {
    files,
    main: first.fileId,
    yaml: first.saved?.yaml ?? first.guesses[0]?.yaml ?? 'into: billing\nfields: {}\n',
    dryRun: null,
  }
}

function Prepared({ draft, change }: { draft: Draft; change: (draft: Draft | null) => void }) {
  const known = useAnswer(kinds, {})
  const starting = useChange(startImport)
  const navigate = useNavigate()
  const main = draft.files.find(file => file.fileId === draft.main) ?? draft.files[0]!
  const mapping = readMapping(
    draft.yaml,
    main.columns.map(({ name }) => name),
  )
  const lookups = Object.fromEntries(
    draft.files.filter(({ name }) => mapping.files.includes(name)).map(({ name, fileId }) => [name, fileId]),
  )
  const absent = mapping.files.filter(name => !(name in lookups))
  const listed = absent.join(', ')
  const start = (dry: boolean) =>
    starting.mutate(
      { body: { fileId: main.fileId, yaml: draft.yaml, lookups, dry } },
      {
        onSuccess: ({ id }) => {
          if (dry) return change({ ...draft, dryRun: id })
          change(null)
          void navigate({ to: '/imports/$id', params: { id } })
        },
      },
    )
  return (
    <>
      <Section title={t`The files`} aside={main.saved ? t`Mapped before as “${main.saved.name}”` : undefined}>
        <FileFacts draft={draft} main={main} absent={absent} change={change} />
      </Section>
      <MappingEditor
        key={main.fileId}
        file={main}
        yaml={draft.yaml}
        mapping={mapping}
        kinds={known.data?.kinds ?? []}
        change={yaml => change({ ...draft, yaml, dryRun: null })}
      />
      <Section title={t`Then`}>
        {starting.error && <Trouble error={starting.error} />}
        {absent.length > 0 && (
          <p className="slip">
            <Plural
              value={absent.length}
              one={`The mapping looks things up in ${listed}. Drop it above, too.`}
              other={`The mapping looks things up in ${listed}. Drop them above, too.`}
            />
          </p>
        )}
        <Button.Group mb="md">
          <Button
            variant="default"
            disabled={absent.length > 0}
            loading={starting.isPending}
            onClick={() => start(true)}
          >
            <Trans>Dry run: what would happen?</Trans>
          </Button>
          <Button disabled={absent.length > 0} loading={starting.isPending} onClick={() => start(false)}>
            <Trans>Import for real</Trans>
          </Button>
        </Button.Group>
        {draft.dryRun && <DryRun id={draft.dryRun} />}
      </Section>
    </>
  )
}
