import { Button, type ButtonProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

type Anchor = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & { ref?: Ref<HTMLAnchorElement> }

/** Looks like a button and is a link: it leads somewhere, so it can be opened in another tab. */
export const LinkButton = createLink((props: Anchor) => <Button component="a" {...props} />)
