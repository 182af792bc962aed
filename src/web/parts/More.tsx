import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }

/** Rows to a page: on a phone a row is as tall as five, and the end of the page wants to be reached. */
export function usePageSize(wide = 100): number {
  const phone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  return phone ? 20 : wide
}

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
