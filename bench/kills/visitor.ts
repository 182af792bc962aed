export type Answer = { readonly ok: boolean; readonly status: number; readonly body: Record<string, unknown> }

/** Asks the running Plumbline; whoever is cut off has no answer, and so no acknowledgement. */
export class Visitor {
  readonly #url: () => string
  readonly #headers: Record<string, string>

  constructor(url: () => string, headers: Record<string, string> = {}) {
    this.#url = url
    this.#headers = headers
  }

  with(headers: Record<string, string>): Visitor {
    return new Visitor(this.#url, headers)
  }

  async ask(method: string, path: string, body?: object | string): Promise<Answer & { cookie: string }> {
    try {
      const url = this.#url()
      const response = await fetch(`${url}/api${path}`, {
        method,
        headers: {
          origin: url,
          ...(body !== undefined && {
            'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json',
          }),
          ...this.#headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      })
      const text = await response.text()
      const cookie = response.headers
        .getSetCookie()
        .map(line => line.split(';')[0]!)
        .join('; ')
      return {
        ok: response.ok,
        status: response.status,
        body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
        cookie,
      }
    } catch {
      return { ok: false, status: 0, body: {}, cookie: '' }
    }
  }

  /** For what has to succeed. */
  async must(method: string, path: string, body?: object | string) {
    const answer = await this.ask(method, path, body)
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer
  }
}
