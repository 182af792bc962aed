import { Piscina } from 'piscina'

/** Calculates beside the server, which goes on answering. */
export async function inThread(
  name: 'organisationRecipe' | 'effectOnPeople' | 'learnDeals' | 'peoplesDeals',
  facts: unknown,
): Promise<unknown> {
  const pool = new Piscina({
    filename: new URL('./worker.ts', import.meta.url).href,
    name,
    maxThreads: 1,
    niceIncrement: 10,
  })
  try {
    return await pool.run(facts)
  } finally {
    await pool.destroy()
  }
}
