import { me } from '#contract/people.ts'
import { useLingui } from '@lingui/react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react'
import { asking } from './asking.ts'
import type { Answer } from './client.ts'
import { type Format, formatOf } from './format.ts'
import { speak } from './language.ts'

export type Me = Answer<typeof me>
export const whoAmI = () => ({ ...asking(me, {}), staleTime: 30_000 })

const Session = createContext<{ me: Me; format: Format } | undefined>(undefined)

/** Holds who is here and how their organisation writes numbers, for every screen below; begun anew in another language. */
export function SignedIn({ children }: { children: ReactNode }) {
  const { data } = useSuspenseQuery(whoAmI())
  const { locale, currency, timeZone } = data.organisation
  const format = useMemo(() => formatOf({ locale, currency, timeZone }), [locale, currency, timeZone])
  const session = useMemo(() => ({ me: data, format }), [data, format])
  const { i18n } = useLingui()
  useEffect(() => void speak(locale), [locale])
  return (
    <Session key={i18n.locale} value={session}>
      {children}
    </Session>
  )
}

export function useMe(): Me {
  return useSession().me
}

export function useFormat(): Format {
  return useSession().format
}

/** Where a screen shows or leaves out what only some may do; the server asks again in any case. */
export function useMay() {
  const { person, organisation } = useMe()
  const has = (role: Me['person']['roles'][number]) => person.roles.includes(role)
  return {
    administer: has('administrator'),
    administerOrDirect: has('administrator') || has('director'),
    lead: person.manages || has('director') || has('executive'),
    seeCompany: has('director') || has('executive'),
    organisation,
  }
}

function useSession() {
  const session = useContext(Session)
  if (!session) throw new Error('asked who is here outside a signed-in page')
  return session
}
