import { administersOrDirects, signedIn } from '#access/permissions.ts'
import { type Context, action } from '../action.ts'
import { defineFigure, ownFigures, reviseFigure, takeBackFigure } from '#contract/figures/own.ts'
import type { Day } from '#core/calendar/index.ts'
import { Failure } from '#core/failure.ts'
import {
  addsUp,
  faultsOf,
  heldBefore,
  namesFrom,
  type OwnDefinition,
  type OwnFormula,
  type OwnVersion,
  ownKey,
} from '#core/figures/index.ts'
import { narrowingChoices } from '#db/figures/choices.ts'
import { addOwnVersion, dealWords, holdOwnFigures, type MadeFigure } from '#db/figures/own.ts'
import { v7 as uuidv7 } from 'uuid'
import { type Book, bookOf } from '../asked/book.ts'

const list = action(ownFigures, {
  may: signedIn,
  async run(context) {
    const book = await bookOf(context.db)
    return {
      figures: book.own.map(({ id, versions }) => ({
        id,
        key: ownKey(id),
        versions: versions.toReversed().map(version => ({
          ...version,
          definition: { ...version.definition, formula: writable(version.definition.formula) },
        })),
      })),
      ingredients: administersOrDirects.allows(context.actor) ? await ingredientsOf(context, book) : null,
    }
  },
})

async function ingredientsOf({ db, actor }: Context, book: Book) {
  const { productLines } = await narrowingChoices(db)
  return {
    kinds: [...book.known.kinds],
    stages: [...book.known.stages],
    productLines,
    ...(await dealWords(db)),
    figures: [...book.on(actor.today).values()].filter(addsUp).map(({ key, name }) => ({ key, name })),
  }
}

const writable = (formula: OwnFormula) =>
  formula.is === 'activities' ? { ...formula, kinds: [...formula.kinds] } : formula

/** From the first day on, so that it has a past to be compared with and to be learnt from. */
const always = '0001-01-01' as Day

const define = action(defineFigure, {
  may: administersOrDirects,
  async run(context, { body }) {
    const id = uuidv7()
    const definition = checked(context, { definition: body, book: await bookToChange(context), id })
    await write(context, { id, version: 1, from: always, retired: false, definition, why: '' }, 'define')
    return { id, key: ownKey(id) }
  },
})

const revise = action(reviseFigure, {
  may: administersOrDirects,
  async run(context, { params: { id }, body }) {
    const book = await bookToChange(context)
    const last = latest(book, id, body.follows)
    const definition = checked(context, { definition: body.definition, book, id, before: last })
    if (body.retired) refuseIfUsed(context, book, id)
    const version = body.follows + 1
    const { from, retired, why } = body
    await write(context, { id, version, from: from as Day, retired, definition, why }, 'revise', last)
    return { version }
  },
})

/** Nothing is removed: what was before is written once more, above the change and from its day. */
const takeBack = action(takeBackFigure, {
  may: administersOrDirects,
  async run(context, { params: { id }, body }) {
    const book = await bookToChange(context)
    const last = latest(book, id, body.follows)
    const { definition, retired } = restored(found(book, id), last)
    if (retired) refuseIfUsed(context, book, id)
    // others may have taken its name since, or retired what it is made of
    else checked(context, { definition, book, id, before: last })
    const version = body.follows + 1
    const why = `takes back version ${last.version}`
    await write(context, { id, version, from: last.from, retired, definition, why }, 'takeBack', last)
    return { version }
  },
})

function restored({ versions }: MadeFigure, last: OwnVersion): OwnVersion {
  if (last.version === 1)
    throw new Failure(
      'invalid',
      'This is how the figure was first defined: there is nothing before it. Retire it instead.',
    )
  const before = heldBefore(versions, last)
  if (!before)
    throw new Failure(
      'invalid',
      `This change reached back over an earlier one: since ${last.from} the figure was one thing and then another. Define it anew from the day you want.`,
    )
  return before
}

async function bookToChange({ db, scope }: Context): Promise<Book> {
  await holdOwnFigures(db, scope)
  return bookOf(db)
}

function found({ own }: Book, id: string): MadeFigure {
  const figure = own.find(one => one.id === id)
  if (!figure) throw new Failure('not_found', 'There is no such figure of your own.')
  return figure
}

function latest(book: Book, id: string, follows: number): OwnVersion {
  const last = found(book, id).versions.at(-1)!
  if (last.version !== follows) throw changedMeanwhile()
  return last
}

const changedMeanwhile = () =>
  new Failure(
    'conflict',
    'This figure was changed elsewhere in the meantime. Look at its latest version, then change it again.',
  )

function checked(
  { actor }: Context,
  of: { definition: OwnDefinition; book: Book; id: string; before?: OwnVersion },
): OwnDefinition {
  const { definition, book, id, before } = of
  const figures = new Map(book.on(actor.today))
  figures.delete(ownKey(id))
  const names = book.own.flatMap(other => (other.id === id ? [] : namesFrom(other, actor.today)))
  const faults = faultsOf(definition, { ...book.known, figures, names }, before?.definition.formula)
  const said = Object.values(faults)
  if (said.length > 0) throw new Failure('invalid', said.join(' '), faults)
  return definition
}

function refuseIfUsed({ actor }: Context, book: Book, id: string): void {
  const key = ownKey(id)
  const user = [...book.on(actor.today).values()].find(({ own }) => {
    const formula =
      own && found(book, own.id).versions.findLast(v => v.version === own.version)?.definition.formula
    return formula?.is === 'ratio' && (formula.upper === key || formula.lower === key)
  })
  if (user) throw new Failure('invalid', `${user.name} is made of it. Retire or change that one first.`)
}

async function write(
  { db, scope, record, after, house }: Context,
  version: Parameters<typeof addOwnVersion>[2],
  verb: 'define' | 'revise' | 'takeBack',
  before?: OwnVersion,
): Promise<void> {
  if ((await addOwnVersion(db, scope, version)) !== 'added') throw changedMeanwhile()
  const { id, definition, from, retired, why } = version
  await record({
    action: `figures.${verb}`,
    subject: 'own_figure',
    subjectId: id,
    before: before && { definition: before.definition, from: before.from, retired: before.retired },
    after: { definition, from, retired },
    ...(why && { why }),
  })
  // it may foretell billing, or no longer be what the recipe found; what is not sent is due at the next sweep
  after(() => house.enqueue({ recipeOf: scope.org }))
}

export const ownFigureActions = [list, define, revise, takeBack]
