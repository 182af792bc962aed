import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMe } from '#web/session.tsx'
import { signOut } from '#web/screens/sign-on/sign-on.ts'

export function PersonMenu() {
  const { person } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className="person-menu">{person.name} ▾</UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{person.roles.join(', ') || 'no role yet'}</Menu.Label>
        <Menu.Item onClick={() => void navigate({ to: '/people/$id', params: { id: person.id } })}>
          My page
        </Menu.Item>
        <Menu.Item onClick={() => void navigate({ to: '/me' })}>Password, sign-ins, tokens</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Paper</Menu.Label>
        {(['light', 'dark', 'auto'] as const).map(scheme => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            rightSection={colorScheme === scheme ? '✓' : undefined}
            onClick={() => setColorScheme(scheme)}
          >
            {{ light: 'Light', dark: 'Dark', auto: 'As this device' }[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
