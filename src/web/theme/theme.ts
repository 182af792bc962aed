import {
  ActionIcon,
  Button,
  Drawer,
  Input,
  Menu,
  Modal,
  Paper,
  SegmentedControl,
  Tabs,
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core'

/** The one accent: petrol, as printers use it for a second ink. */
const petrol: MantineColorsTuple = [
  '#eef6f7',
  '#d9e9ec',
  '#b3d3d9',
  '#8abcc6',
  '#6fb4c2',
  '#3f8798',
  '#266b7c',
  '#15505f',
  '#10414e',
  '#0a2f39',
]

const sans = "'Source Sans 3 Variable', 'Segoe UI', system-ui, sans-serif"
export const serif = "'Source Serif 4 Variable', Charter, Georgia, serif"

/** A dialog’s head is a `header` to Mantine, and would be a second banner of the page to a screen reader. */
const noBanner = { header: { role: 'none' } }

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  // by itself the kit measures contrast on the light shade only, and writes white on the dark theme's pale one
  variantColorResolver(input) {
    const kit = defaultVariantColorsResolver(input)
    const isPrimary = input.variant === 'filled' && input.color === input.theme.primaryColor
    return isPrimary ? { ...kit, color: 'var(--mantine-primary-color-contrast)' } : kit
  },
  colors: { petrol },
  fontFamily: sans,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Code', 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: serif, fontWeight: '600' },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  defaultRadius: 2,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle' } }),
    Paper: Paper.extend({ defaultProps: { shadow: 'none' } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 }, attributes: noBanner },
    }),
    Drawer: Drawer.extend({
      defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.25 }, attributes: noBanner },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: 'sm', width: 240 } }),
    Input: Input.extend({ defaultProps: { size: 'sm' } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'sm' } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
  },
})

/** Mantine's own greys give way to paper and ink; everything else reads the variables of ink.css. */
export const inks: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-default': 'var(--sheet)',
    '--mantine-color-default-hover': 'var(--wash)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--rule-2)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
  }
  return { variables: {}, light: shared, dark: shared }
}
