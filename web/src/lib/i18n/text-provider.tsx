import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { usePreference } from '../preferences.ts'
import { createTranslate, type Dictionary, type Translate } from './dictionary.ts'
import { fetchedEnglish } from './first-words.ts'
import { type Language, resolveLanguage } from './language.ts'

interface Text {
  t: Translate
  language: Language
}

const TextContext = createContext<Text>({ t: createTranslate(fetchedEnglish), language: 'en' })

/** `const { t } = useText()`, then `t('topics.title')` or `t('topics.hidden', { count: 3 })`. */
export function useText(): Text {
  return use(TextContext)
}

/** Fetches the dictionary of a language; English is part of the first script and needs no waiting. */
export async function loadDictionary(language: Language): Promise<Dictionary> {
  return language === 'ko' ? (await import('./korean.ts')).korean : fetchedEnglish
}

interface TextProviderProps {
  initial: { language: Language; dictionary: Dictionary }
  children: ReactNode
}

/** Keeps the words on the screen until those of the newly chosen language are here. */
export function TextProvider({ initial, children }: TextProviderProps) {
  const [loaded, setLoaded] = useState(initial)
  const language = resolveLanguage(usePreference('language'), navigator.languages)

  useEffect(() => {
    if (loaded.language === language) return
    let current = true
    loadDictionary(language).then(
      (dictionary) => current && setLoaded({ language, dictionary }),
      // The words stay as they were when the dictionary cannot be fetched: the page works on.
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [language, loaded.language])

  useEffect(() => {
    document.documentElement.lang = loaded.language
  }, [loaded.language])

  const text = useMemo<Text>(
    () => ({ t: createTranslate(loaded.dictionary), language: loaded.language }),
    [loaded],
  )
  return <TextContext value={text}>{children}</TextContext>
}
