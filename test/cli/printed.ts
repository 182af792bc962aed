import { vi } from 'vitest'

/** What a command prints on standard output, and its exit code. */
export async function printed(run: Promise<number>): Promise<{ code: number; text: string }> {
  const parts: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation(line => void parts.push(`${String(line)}\n`))
  const write = vi.spyOn(process.stdout, 'write').mockImplementation(chunk => {
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
    return true
  })
  const code = await run.finally(() => {
    log.mockRestore()
    write.mockRestore()
  })
  return { code, text: parts.join('').trimEnd() }
}
