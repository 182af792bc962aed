import type { Operation } from '#contract/operation.ts'
import { Trans } from '@lingui/react/macro'
import { Button, Menu } from '@mantine/core'
import { type Ask, save } from '#web/client.ts'
import { told } from './told.ts'

/** A table as a file, with the filter and the order that it has on the page. */
export function TakeAlong<O extends Operation, W extends Operation>(of: {
  files: readonly [O, W]
  ask: Ask<O> & Ask<W>
  /** Beside the heading of a part of the page. */
  small?: boolean
}) {
  const [text, workbook] = of.files
  return (
    <Menu position="bottom-end" width={160}>
      <Menu.Target>
        <Button {...(of.small ? { variant: 'subtle', size: 'compact-sm' } : { variant: 'default' })}>
          <Trans>Take along</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => told(save(text, of.ask))}>CSV</Menu.Item>
        <Menu.Item onClick={() => told(save(workbook, of.ask))}>Excel</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
