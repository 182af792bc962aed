import { QueryClient } from '@tanstack/react-query'
import { Problem } from './client.ts'

/** Answers are fresh for ten seconds; only a broken connection is worth asking a second time. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (times, error) => times < 2 && error instanceof Problem && error.kind === 'offline',
      // offline is a sentence of ours, not a query that silently waits
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})
