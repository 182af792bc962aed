import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { chooseLanguage, chosenLanguage, languages } from '#web/language.ts'
import { useMe } from '#web/session.tsx'
import { roleWords } from '#web/screens/people/words.ts'
import { signOut } from '#web/screens/sign-on/sign-on.ts'

export function PersonMenu() {
  const { person, organisation } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className="person-menu">{person.name} ▾</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.roles.map(role => t(roleWords[role])).join(', ') || t`no role yet`}</Menu.Label>
        <Menu.Item onClick={() => void navigate({ to: '/people/$id', params: { id: person.id } })}>
          <Trans>My page</Trans>
        </Menu.Item>
        <Menu.Item onClick={() => void navigate({ to: '/me' })}>
          <Trans>Password, sign-ins, tokens</Trans>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>
          <Trans>Paper</Trans>
        </Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={to => setColorScheme(to as typeof colorScheme)}>
          {(['light', 'dark', 'auto'] as const).map(scheme => (
            <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick>
              {{ light: t`Light`, dark: t`Dark`, auto: t`As this device` }[scheme]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>
          <Trans>Language</Trans>
        </Menu.Label>
        <Menu.RadioGroup
          value={chosenLanguage() ?? ''}
          onChange={to =>
            void chooseLanguage(languages.find(one => one.name === to)?.name ?? null, organisation.locale)
          }
        >
          {[...languages, { name: null, called: t`As the organisation` }].map(({ name, called }) => (
            <Menu.RadioItem key={called} lang={name ?? undefined} value={name ?? ''} closeMenuOnClick>
              {called}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>
          <Trans>Sign out</Trans>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
