import '../styles/index.css'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from '#api/query-client.ts'
import { fetchedEnglish } from '#lib/i18n/first-words.ts'
import { resolveLanguage } from '#lib/i18n/language.ts'
import { loadDictionary } from '#lib/i18n/text-provider.tsx'
import { readPreference } from '#lib/preferences.ts'
import { whenIdle } from '#lib/when-idle.ts'
import { App } from './app.tsx'
import { createAppRouter, preloadLikelyViews } from './router.tsx'
import { followAppearance } from './settings/appearance.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root to draw the page in')

followAppearance()
const language = resolveLanguage(readPreference('language'), navigator.languages)
const text = await loadDictionary(language).then(
  (dictionary) => ({ language, dictionary }),
  // English is at hand when the other dictionary cannot be fetched: a page in English beats none.
  () => ({ language: 'en' as const, dictionary: fetchedEnglish }),
)
const queries = createQueryClient()
createRoot(root).render(<App text={text} queries={queries} router={createAppRouter(queries)} />)

// Should it fail, the view's own route fetches the code again and says what is wrong.
whenIdle(() => void preloadLikelyViews().catch(() => undefined))
