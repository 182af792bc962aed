import type { Operation } from '#contract/operation.ts'
import {
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { type Answer, type Ask, call, Problem, seeingAs } from './client.ts'
import { follow } from './follow.ts'

/** What a screen asks the server, kept under the operation's name and whose eyes it was asked with. */
export function asking<O extends Operation>(operation: O, ask: Ask<O>) {
  return queryOptions({
    queryKey: [operation.name, seeingAs(), ask],
    queryFn: () => call(operation, ask),
  })
}

/** Asks, and keeps what was there before on the page while a new question is under way. */
export function useAnswer<O extends Operation>(
  operation: O,
  ask: Ask<O>,
  how: { enabled?: boolean; refetchInterval?: (answer: Answer<O> | undefined) => number | false } = {},
) {
  const { refetchInterval } = how
  return useQuery({
    ...asking(operation, ask),
    placeholderData: keepPreviousData,
    enabled: how.enabled ?? true,
    ...(refetchInterval
      ? {
          refetchInterval: (query: { state: { data: unknown } }) =>
            refetchInterval(query.state.data as Answer<O> | undefined),
        }
      : {}),
  })
}

/** Pages of a list, one after the other, by the cursor that each answer ends with. */
export function usePages<O extends Operation>(operation: O, ask: Ask<O>, how: { enabled?: boolean } = {}) {
  return useInfiniteQuery({
    queryKey: [operation.name, seeingAs(), ask, 'pages'],
    queryFn: ({ pageParam }) => call(operation, withCursor(ask, pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => (last as { next: string | null }).next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: how.enabled ?? true,
  })
}

function withCursor<O extends Operation>(ask: Ask<O>, after: string | undefined): Ask<O> {
  if (after === undefined) return ask
  return { ...ask, query: { ...(ask as { query?: object }).query, after } }
}

/** Changes something, then asks again for whatever of the named capabilities is on the page. */
export function useChange<O extends Operation>(operation: O) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (ask: Ask<O>) => call(operation, ask),
    onSuccess: answer => {
      void follow(queries, operation, answer)
      return queries.invalidateQueries()
    },
    // somebody else was first: the page is to show what they made of it, and not to wait with saying so
    onError: error => {
      if (error instanceof Problem && error.kind === 'conflict') void queries.invalidateQueries()
    },
  })
}
