import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }

/** Under a table of pages: the next one, while there is one. */
export function More({ pages, label, shown }: { pages: Pages; label: string; shown?: ReactNode }) {
  if (!pages.hasNextPage) return null
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={pages.isFetchingNextPage}
        onClick={() => void pages.fetchNextPage()}
      >
        {label}
      </Button>
      {shown}
    </>
  )
}
