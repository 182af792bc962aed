// fine
import { open } from '#db/open.ts'
import { mount } from '#http/mount.ts'
export const start = () => [open, mount]
