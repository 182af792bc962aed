import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import '@mantine/core/styles.css'
import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './queries.ts'
import { router } from './router.tsx'
import './theme/ink.css'
import './theme/page.css'
import './theme/table.css'
import { inks, theme } from './theme/theme.ts'

createRoot(document.getElementById('plumbline')!).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={inks}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'plumbline-scheme' })}
    >
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
