// fine
import { z } from 'zod'
import { lower } from '#core/text/lower.ts'
export const plan = z.string().transform(lower)
