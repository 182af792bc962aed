import { type Messages, i18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { accented } from './accented.ts'

/**
 * The languages of the screens. English stands in the code itself, at the place of use, and so needs no catalogue.
 * `en-XA` is English in disguise, by the name that browsers give it: what still reads plainly has escaped the catalogue.
 */
const catalogues: Record<string, () => Promise<{ messages: Messages }>> = {
  en: async () => ({ messages: {} }),
  'en-XA': async () => ({ messages: {} }),
  sv: () => import('./locales/sv.po'),
}

const kept = 'plumbline-language'

/** Those to choose from, each by its own name. */
export const languages = Object.keys(catalogues)
  .filter(name => name !== 'en-XA')
  .map(name => ({ name, called: new Intl.DisplayNames(name, { type: 'language' }).of(name) ?? name }))

/** What this person chose in this browser; nothing means: as the organisation has it. */
export const chosenLanguage = () => localStorage.getItem(kept)

export function chooseLanguage(name: string | null, organisation: string): Promise<void> {
  if (name) localStorage.setItem(kept, name)
  else localStorage.removeItem(kept)
  return speak(organisation)
}

/**
 * Speaks the person's own language, else that of the organisation, else, before anybody signed in, the browser's.
 * Numbers within a text follow the organisation's way of writing them, like all others.
 */
export async function speak(organisation?: string): Promise<void> {
  const language = languageOf([chosenLanguage(), ...(organisation ? [organisation] : navigator.languages)])
  if (language !== i18n.locale) {
    const { messages } = await catalogues[language]!()
    i18n.setMessagesCompiler(compiler(language))
    i18n.load(language, messages)
  }
  i18n.activate(language, organisation ?? language)
  document.documentElement.lang = language
}

/** The first wish that there is a catalogue for, by its whole name or by its language alone. */
function languageOf(wishes: readonly (string | null)[]): string {
  for (const wish of wishes) {
    const found = [wish, wish?.split('-')[0]].find(name => name && Object.hasOwn(catalogues, name))
    if (found) return found
  }
  return 'en'
}

/** A text is compiled when it is first shown; without a memory it would be at every showing. */
function compiler(language: string): (text: string) => ReturnType<typeof compileMessage> {
  const known = new Map<string, ReturnType<typeof compileMessage>>()
  const disguise = language === 'en-XA' ? accented : undefined
  return text => {
    const compiled = known.get(text) ?? compileMessage(text, disguise)
    known.set(text, compiled)
    return compiled
  }
}
