// no-restricted-imports: contract imports core and zod only
import { Hono } from 'hono'
export const app = new Hono()
