import type { Operation } from '#contract/operation.ts'
import { Trans } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { type Ask, save } from '#web/client.ts'
import { told } from './told.ts'

/** A table as a file, with the filter and the order that it has on the page. */
export function TakeAlong<O extends Operation, W extends Operation>(of: {
  files: readonly [O, W]
  ask: Ask<O> & Ask<W>
  /** Where several tables stand together: the workbook holds all, a CSV file one of them. */
  tables?: readonly { readonly name: string; readonly ask: Ask<O> }[] | undefined
  /** Beside the heading of a part of the page. */
  small?: boolean
}) {
  const [text, workbook] = of.files
  const { tables = [] } = of
  return (
    <Menu position="bottom-end" width={tables.length > 1 ? 280 : 160}>
      <Menu.Target>
        <Button {...(of.small ? { variant: 'subtle', size: 'compact-sm' } : { variant: 'default' })}>
          <Trans>Take along</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tables.length > 1 ? (
          tables.map(({ name, ask }) => (
            <Menu.Item key={name} onClick={() => told(save(text, ask))}>
              <Trans>CSV: {name}</Trans>
            </Menu.Item>
          ))
        ) : (
          <Menu.Item onClick={() => told(save(text, tables[0]?.ask ?? of.ask))}>CSV</Menu.Item>
        )}
        <Menu.Item onClick={() => told(save(workbook, of.ask))}>
          {tables.length > 1 ? <Trans>Excel, a sheet of each</Trans> : 'Excel'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
