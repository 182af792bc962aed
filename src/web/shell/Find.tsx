import { listAccounts } from '#contract/ledger/accounts.ts'
import { listPeople } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Spotlight, createSpotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAnswer } from '#web/asking.ts'
import { useMe } from '#web/session.tsx'
import { wingsFor } from './wings.ts'

const [store, actions] = createSpotlight()

/** Where no row is marked, the first one; as the arrow keys mark them. */
function chooseFirst() {
  const { listId } = store.getState()
  const list = listId === '' ? null : document.getElementById(listId)
  if (!list || list.querySelector('[data-selected]')) return
  list.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState(state => ({ ...state, selected: 0 }))
}

/** The command bar: every screen, person and account by name. Accounts are asked for as one types. */
export function Find({ opened, close }: { opened: boolean; close: () => void }) {
  const me = useMe()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query.trim(), 150)
  const people = useAnswer(listPeople, {}, { enabled: opened })
  const accounts = useAnswer(
    listAccounts,
    { query: { q: settled, limit: 8 } },
    { enabled: opened && settled.length > 1 },
  )
  useEffect(() => {
    if (opened) actions.open()
  }, [opened])
  const arrived = accounts.data?.accounts
  // what arrives after the last letter must be there for Enter, as what was there before it is
  useEffect(() => {
    if (opened && arrived) chooseFirst()
  }, [opened, arrived])
  const groups: SpotlightActionGroupData[] = [
    {
      group: t`Screens`,
      actions: wingsFor(me).flatMap(wing =>
        wing.places.map(({ to, name, finds }) => ({
          id: to,
          label: name,
          description: finds,
          onClick: () => void navigate({ to }),
        })),
      ),
    },
    {
      group: t`People`,
      actions: (people.data?.people ?? [])
        .filter(person => !person.isHouse)
        .map(({ id, name, place }) => ({
          id,
          label: name,
          description: place ?? '',
          onClick: () => void navigate({ to: '/people/$id', params: { id } }),
        })),
    },
    {
      group: t`Accounts`,
      actions: (settled.length > 1 ? (accounts.data?.accounts ?? []) : []).map(({ id, name, place }) => ({
        id,
        label: name,
        description: place ?? '',
        onClick: () => void navigate({ to: '/accounts/$id', params: { id } }),
      })),
    },
  ]
  return (
    <Spotlight
      store={store}
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={close}
      shortcut={null}
      limit={24}
      scrollable
      maxHeight="60vh"
      highlightQuery
      nothingFound={t`Nothing of that name that you may see.`}
      attributes={{ content: { 'aria-label': t`Find a screen, a person or an account` } }}
      searchProps={{ placeholder: t`A screen, a person, an account`, 'aria-label': t`Find` }}
    />
  )
}
