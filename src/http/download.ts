import type { Download } from '#contract/operation.ts'
import { Failure } from '#core/failure.ts'
import type { Context } from 'hono'
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Logger } from 'pino'

/** A file as an answer: what is at hand whole, what is still being read piece by piece. */
export function downloadOf(c: Context, file: Download, log: Logger): Response {
  const { body } = file
  const whole = typeof body === 'string' || body instanceof Uint8Array
  const stream = whole ? body : Readable.toWeb(Readable.from(orCutOff(c, body, log)))
  return new Response(stream as ConstructorParameters<typeof Response>[0], {
    headers: {
      'content-type': file.mediaType,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    },
  })
}

/**
 * What fails midway ends with the connection. Left to the server it would end in good order, with the error's text as
 * the last line: half a file that passes for a whole one.
 */
async function* orCutOff<T>(c: Context, body: AsyncIterable<T>, log: Logger): AsyncGenerator<T> {
  try {
    yield* body
  } catch (error) {
    if (!(error instanceof Failure)) log.error({ err: error }, 'download broke off')
    const { outgoing } = (c.env ?? {}) as { outgoing?: ServerResponse }
    outgoing?.destroy()
  }
}
