/** One Plumbline per data folder. */
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bornAt, isAlive, readOr } from './process.ts'

/** Takes the folder or refuses, naming who has it. The lock of a Plumbline that was killed counts for nothing. */
export function takeLock(folder: string, home: string): () => void {
  const file = join(folder, 'lock')
  const mine = `${process.pid} ${bornAt(process.pid)}`
  while (!writeNew(file, mine)) {
    const held = readOr(file)
    if (isHeld(held)) {
      throw new Error(
        `${home} is in use by another Plumbline, process ${held.split(' ')[0]}. Stop that one, or set PLUMBLINE_DATA to another folder.`,
      )
    }
    removeIfStill(file, held)
  }
  return () => {
    if (readOr(file) === mine) rmSync(file, { force: true })
  }
}

function isHeld(lock: string): boolean {
  const [pid, ...born] = lock.split(' ')
  return isAlive(Number(pid)) && bornAt(Number(pid)) === born.join(' ')
}

/** Through a link, which is made whole or not at all: nobody ever reads half a lock. */
function writeNew(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text)
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

/** By renaming first, so that of two who find the same dead lock none removes the other's new one. */
function removeIfStill(file: string, held: string): void {
  const aside = `${file}.${process.pid}.old`
  try {
    renameSync(file, aside)
    if (readOr(aside) !== held) linkSync(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  rmSync(aside, { force: true })
}
