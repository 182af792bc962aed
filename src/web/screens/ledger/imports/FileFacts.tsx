import type { MessageDescriptor } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import { Select } from '@mantine/core'
import { useFormat } from '#web/session.tsx'
import type { Draft, HandedIn } from './drafts.ts'
import { TableFrame } from '#web/parts/TableFrame.tsx'

/** What was handed in: which file is imported, and the first rows of it as they were read. */
export function FileFacts(of: {
  draft: Draft
  main: HandedIn
  absent: readonly string[]
  change: (draft: Draft) => void
}) {
  const { draft, main, change } = of
  const format = useFormat()
  const choose = (fileId: string | null) => {
    const file = draft.files.find(one => one.fileId === fileId)
    if (file && file.fileId !== draft.main)
      change({
        ...draft,
        main: file.fileId,
        yaml: file.saved?.yaml ?? file.guesses[0]?.yaml ?? draft.yaml,
        dryRun: null,
      })
  }
  return (
    <>
      {draft.files.length > 1 && (
        <Select
          label={t`The file to import`}
          description={t`The others are there to look things up in.`}
          w={360}
          maw="100%"
          mb="sm"
          allowDeselect={false}
          data={draft.files.map(({ fileId, name }) => ({ value: fileId, label: name }))}
          value={main.fileId}
          onChange={choose}
        />
      )}
      <p className="note">
        <Trans>
          {main.name}, {format.count(Math.ceil(main.size / 1024))} kB,{' '}
          <Plural value={main.columns.length} one="# column" other="# columns" />.
        </Trans>{' '}
        {readAs(main.format)}
      </p>
      {/* the frame scrolls, so the keyboard must reach it */}
      <TableFrame name={t`First rows of ${main.name}`}>
        <table className="table">
          <thead>
            <tr>
              {main.columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {main.rows.slice(0, 5).map((row, line) => (
              <tr key={line}>
                {main.columns.map(({ name }, column) => (
                  <td key={name} style={{ whiteSpace: 'nowrap' }}>
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  )
}

const readWords: Record<string, MessageDescriptor> = {
  encoding: msg`encoding`,
  delimiter: msg`columns parted by`,
  numbers: msg`decimals after`,
  dates: msg`days as`,
  sheet: msg`sheet`,
}
const signWords: Record<string, MessageDescriptor> = {
  '\t': msg`tab`,
  ',': msg`a comma`,
  ';': msg`a semicolon`,
  '|': msg`a bar`,
  '.': msg`a point`,
}

/** How the file was read, in words: what a wrong guess would garble. */
function readAs(format: HandedIn['format']): string {
  const said = Object.entries(readWords).flatMap(([name, word]) => {
    const value = format[name]
    return typeof value === 'string' ? [`${t(word)} ${signWords[value] ? t(signWords[value]) : value}`] : []
  })
  return said.length > 0 ? t`Read with ${said.join(', ')}.` : ''
}
